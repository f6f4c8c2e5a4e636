package fapo.verifier.modular;

import fapo.verifier.expr.Rational;
import java.math.BigInteger;

/// Images of roots of rational numbers. The positive root has a positive image where every prime of
/// the radicand has one; a chain where one has not is left for the next.
final class ConstantRoots {
  private static final int LARGEST_DIVISOR = 2_000;
  private static final int PRIME_CERTAINTY = 60;

  private final Evaluation at;

  ConstantRoots(Evaluation at) {
    this.at = at;
  }

  /// @param base not 0
  /// @param exponent not whole
  void power(Rational base, Rational exponent, int level) {
    Field f = at.field(level);
    boolean half = exponent.fitsLong() && exponent.below() == 2 && exponent.above() == 1;
    if (half && base.fitsLong() && base.below() == 1 && Field.tabled(base.above())) {
      long root = f.rootOf((int) base.above());
      if (root == 0) {
        at.illegal();
      } else {
        at.v.set(root, 0);
      }
      return;
    }
    if (exponent.denominator().testBit(0)) {
      at.rational(base, level);
      at.powers.raise(exponent, level);
      return;
    }
    Rational size = base.abs();
    if (!squares(size.numerator(), f) || !squares(size.denominator(), f)) {
      at.illegal();
      return;
    }
    at.rational(base, level);
    if (base.signum() > 0) {
      at.powers.raise(exponent, level);
    } else {
      ofNegative(exponent, level);
    }
  }

  /// The principal root of the negative element in the register: `√(−x) = i√x`.
  void ofNegative(Rational exponent, int level) {
    if (!exponent.denominator().equals(BigInteger.TWO)) {
      long hash = Point.mix(Point.mix(at.v.re), exponent.hashCode());
      at.random(hash, level);
      return;
    }
    Field f = at.field(level);
    at.v.set(f.neg(at.v.re), 0);
    at.powers.raise(exponent, level);
    int quarter = exponent.numerator().mod(BigInteger.valueOf(4)).intValue();
    at.v.times(f, 0, quarter == 1 ? f.one : f.neg(f.one));
  }

  private boolean squares(BigInteger of, Field f) {
    if (of.bitLength() < 63) {
      return squares(of.longValue(), f);
    }
    at.work.step(LARGEST_DIVISOR * (1L + of.bitLength() / 64) / 4);
    BigInteger rest = of;
    for (int divisor = 2; divisor <= LARGEST_DIVISOR; divisor += divisor == 2 ? 1 : 2) {
      BigInteger prime = BigInteger.valueOf(divisor);
      BigInteger[] parts = rest.divideAndRemainder(prime);
      if (parts[1].signum() == 0 && !f.positive(f.of(divisor))) {
        return false;
      }
      while (parts[1].signum() == 0) {
        rest = parts[0];
        parts = rest.divideAndRemainder(prime);
      }
    }
    return rest.bitLength() < 63 ? large(rest.longValue(), f) : unfactored(rest, f);
  }

  private boolean squares(long of, Field f) {
    long rest = of;
    for (int divisor = 2; divisor <= LARGEST_DIVISOR; divisor += divisor == 2 ? 1 : 2) {
      if ((long) divisor * divisor > rest) {
        at.work.step(1 + divisor / 8);
        return rest == 1 || f.positive(f.of(rest));
      }
      if (rest % divisor == 0) {
        if (!f.positive(f.of(divisor))) {
          return false;
        }
        while (rest % divisor == 0) {
          rest /= divisor;
        }
      }
    }
    at.work.step(LARGEST_DIVISOR / 8);
    return large(rest, f);
  }

  private boolean large(long rest, Field f) {
    return rest < (long) LARGEST_DIVISOR * LARGEST_DIVISOR
        ? rest == 1 || f.positive(f.of(rest))
        : unfactored(BigInteger.valueOf(rest), f);
  }

  // Without its primes known, the sign of the root's image is not certain.
  private boolean unfactored(BigInteger rest, Field f) {
    at.work.step(2_000);
    if (rest.bitLength() > 128 || !rest.isProbablePrime(PRIME_CERTAINTY)) {
      at.marks |= Evaluation.AMBIGUOUS;
    }
    return f.positive(f.of(rest.mod(BigInteger.valueOf(f.p)).longValue()));
  }
}
