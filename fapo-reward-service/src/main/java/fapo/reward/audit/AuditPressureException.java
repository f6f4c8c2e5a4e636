package fapo.reward.audit;

/// The queue of records is full: retry later. One instance without a stack, since it is thrown by
/// the thousand.
public final class AuditPressureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("StaticAssignmentOfThrowable")
  public static final AuditPressureException INSTANCE = new AuditPressureException();

  private AuditPressureException() {
    super("audit queue: full (expected: fewer records in flight)", null, false, false);
  }
}
