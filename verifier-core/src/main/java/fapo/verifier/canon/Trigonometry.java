package fapo.verifier.canon;

import fapo.verifier.expr.Rational;
import java.util.Optional;

/// Exact values of trigonometric functions at multiples of π/12 that have plain roots: π/6 and π/4.
final class Trigonometry {
  private static final int HALF_TURN = 12;

  private Trigonometry() {}

  static Optional<Form> exact(String name, Form angle, Algebra algebra) {
    int twelfths = twelfths(angle);
    if (twelfths < 0) {
      return Optional.empty();
    }
    Optional<Form> sine = sine(twelfths, algebra);
    Optional<Form> cosine = sine(twelfths + HALF_TURN / 2, algebra);
    return switch (name) {
      case "sin" -> sine;
      case "cos" -> cosine;
      case "tan" -> ratio(sine, cosine, algebra);
      case "cot" -> ratio(cosine, sine, algebra);
      case "sec" -> ratio(Optional.of(Form.ONE), cosine, algebra);
      default -> ratio(Optional.of(Form.ONE), sine, algebra);
    };
  }

  private static Optional<Form> ratio(Optional<Form> above, Optional<Form> below, Algebra algebra) {
    return above.flatMap(top -> below.map(bottom -> algebra.times(top, algebra.inverse(bottom))));
  }

  // The angle in twelfths of π, from 0 to 23; -1 where it is no multiple of one.
  private static int twelfths(Form angle) {
    if (angle.numerator().zero()) {
      return 0;
    }
    if (!angle.single()
        || !angle.numerator().terms().firstKey().equals(Monomial.of("#pi", Rational.ONE))) {
      return -1;
    }
    Rational count = angle.numerator().value().times(Rational.of(HALF_TURN));
    return count.whole()
        ? count.numerator().mod(java.math.BigInteger.valueOf(2L * HALF_TURN)).intValue()
        : -1;
  }

  private static Optional<Form> sine(int twelfths, Algebra algebra) {
    int angle = twelfths % (2 * HALF_TURN);
    Rational sign = angle >= HALF_TURN ? Rational.MINUS_ONE : Rational.ONE;
    int within = angle % HALF_TURN;
    int acute = Math.min(within, HALF_TURN - within);
    return switch (acute) {
      case 0 -> Optional.of(Form.ZERO);
      case 2 -> Optional.of(root(1, sign, algebra));
      case 3 -> Optional.of(root(2, sign, algebra));
      case 4 -> Optional.of(root(3, sign, algebra));
      case 6 -> Optional.of(root(4, sign, algebra));
      default -> Optional.empty();
    };
  }

  // ±√n / 2
  private static Form root(int n, Rational sign, Algebra algebra) {
    Form root = algebra.power(new Form(Poly.of(Rational.of(n)), Poly.ONE), Rational.of(1, 2));
    return algebra.times(root, new Form(Poly.of(sign.times(Rational.of(1, 2))), Poly.ONE));
  }
}
