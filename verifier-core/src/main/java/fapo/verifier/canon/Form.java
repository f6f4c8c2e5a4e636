package fapo.verifier.canon;

/// The canonical form of a scalar: a fraction of two sums. Two forms are equal when their cross
/// products are; the printed form alone need not be.
public record Form(Poly numerator, Poly denominator) {
  static final Form ZERO = new Form(Poly.ZERO, Poly.ONE);
  static final Form ONE = new Form(Poly.ONE, Poly.ONE);

  /// Whether this is a rational number.
  public boolean rational() {
    return numerator.constant() && denominator.constant();
  }

  /// The rational number this is.
  public fapo.verifier.expr.Rational value() {
    return numerator.value().dividedBy(denominator.value());
  }

  boolean single() {
    return numerator.single() && denominator.single();
  }

  /// As an S-expression.
  @Override
  public String toString() {
    return denominator.equals(Poly.ONE)
        ? numerator.toString()
        : "(/ " + numerator + " " + denominator + ")";
  }
}
