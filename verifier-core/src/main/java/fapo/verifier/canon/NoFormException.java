package fapo.verifier.canon;

/// An expression has no canonical scalar form: it is a structure, or a rule is missing.
public final class NoFormException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoFormException(String what) {
    super(what, null, false, false);
  }
}
