package fapo.verifier.canon;

import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Roots of rational numbers that are rational.
final class ExactRoots {
  private ExactRoots() {}

  /// The real root, or null where it is not rational or not real.
  static @Nullable Rational root(Rational of, int degree) {
    if (of.signum() < 0) {
      Rational positive = degree % 2 == 0 ? null : root(of.negate(), degree);
      return positive == null ? null : positive.negate();
    }
    BigInteger above = root(of.numerator(), degree);
    BigInteger below = above == null ? null : root(of.denominator(), degree);
    return above == null || below == null ? null : Rational.of(above, below);
  }

  private static @Nullable BigInteger root(BigInteger of, int degree) {
    if (of.bitLength() <= 1) {
      return of;
    }
    BigInteger root = degree == 2 ? of.sqrt() : newton(of, degree);
    return root.pow(degree).equals(of) ? root : null;
  }

  // From above; each step halves the distance at least.
  private static BigInteger newton(BigInteger of, int degree) {
    BigInteger n = BigInteger.valueOf(degree);
    BigInteger before = n.subtract(BigInteger.ONE);
    BigInteger root = BigInteger.ONE.shiftLeft(of.bitLength() / degree + 1);
    while (true) {
      BigInteger next = root.multiply(before).add(of.divide(root.pow(degree - 1))).divide(n);
      if (next.compareTo(root) >= 0) {
        return root;
      }
      root = next;
    }
  }
}
