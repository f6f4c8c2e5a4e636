package fapo.verifier.latex;

/// Reading stopped; never leaves this package.
final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;

  SyntaxException(int position, String expected) {
    super(expected, null, false, false);
    this.position = position;
  }

  Parsed.Stopped stopped() {
    return new Parsed.Stopped(position, String.valueOf(getMessage()));
  }
}
