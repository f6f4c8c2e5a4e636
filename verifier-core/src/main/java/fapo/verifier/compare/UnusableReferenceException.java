package fapo.verifier.compare;

/// Refuses a check whose references cannot be used: the caller must change them.
public final class UnusableReferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What must be changed.
  public enum Reason {
    /// No reference is usable: each is empty or wraps nothing.
    REFERENCE_UNREADABLE
  }

  private final Reason reason;

  UnusableReferenceException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
