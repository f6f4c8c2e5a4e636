package fapo.verifier.expr;

/// A counted limit was reached. Raised deep inside a computation, answered at the spine as an
/// undecided check; it never leaves the core.
public final class LimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LimitException(String limit) {
    super(limit, null, false, false);
  }

  public String limit() {
    return String.valueOf(getMessage());
  }
}
