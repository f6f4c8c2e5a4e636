package fapo.verifier.enclosure.ball;

/// There is no ball for a value. Preallocated and without a stack: this is an outcome of probing,
/// not a fault; it never leaves the enclosure packages.
@SuppressWarnings("StaticAssignmentOfThrowable") // no stack, no suppressed ones: immutable
public final class NoEnclosureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why there is none.
  public enum Why {
    /// No such value: a division by exactly zero, the real logarithm of a negative number.
    ILLEGAL,
    /// This precision or range cannot tell; a higher one may.
    BLURRED,
    /// Not a number, or a function that is not known here.
    UNSUPPORTED
  }

  public static final NoEnclosureException ILLEGAL = new NoEnclosureException(Why.ILLEGAL);
  public static final NoEnclosureException BLURRED = new NoEnclosureException(Why.BLURRED);
  public static final NoEnclosureException UNSUPPORTED = new NoEnclosureException(Why.UNSUPPORTED);

  private final Why why;

  private NoEnclosureException(Why why) {
    super(why.name(), null, false, false);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
