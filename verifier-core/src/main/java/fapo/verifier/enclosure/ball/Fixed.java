package fapo.verifier.enclosure.ball;

import java.math.BigInteger;

/// Elementary functions of numbers in units of 2^−bits, near zero: power series after halving the
/// argument. Each works with guard bits of its own and states its error in units.
final class Fixed {
  private Fixed() {}

  /// e to the x for 0 ≤ x < 1, within 4 units.
  ///
  /// The series errs by at most 2 units of its own for each of N < 2⁹ terms; each of `halvings`
  /// squarings at most doubles the relative error, so 2^(halvings + 11) working units are lost,
  /// of the halvings + 16 bits kept in guard (the result is below 2^1.5).
  static BigInteger exp(BigInteger x, int bits) {
    int halvings = 6 + bits / 48;
    int guard = halvings + 16;
    int wide = bits + guard;
    BigInteger small = x.shiftLeft(guard - halvings);
    BigInteger one = BigInteger.ONE.shiftLeft(wide);
    BigInteger sum = one.add(small);
    BigInteger term = small;
    for (int n = 2; term.signum() != 0; n++) {
      term = term.multiply(small).shiftRight(wide).divide(BigInteger.valueOf(n));
      sum = sum.add(term);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum).shiftRight(wide);
    }
    return sum.shiftRight(guard);
  }

  /// Sine and cosine of x for |x| ≤ 1, within 4 units each.
  ///
  /// The series err by at most 2⁹ working units; each doubling (2sc, 1 − 2s²) at most multiplies
  /// the error by 4 and adds 2, so 2^(2·halvings + 11) units are lost, of 2·halvings + 14 guard
  /// bits.
  static BigInteger[] sineAndCosine(BigInteger x, int bits) {
    int halvings = 3 + bits / 96;
    int guard = 2 * halvings + 14;
    int wide = bits + guard;
    BigInteger small = x.shiftLeft(guard - halvings);
    BigInteger square = small.multiply(small).shiftRight(wide);
    BigInteger one = BigInteger.ONE.shiftLeft(wide);
    BigInteger sine = small;
    BigInteger cosine = one;
    BigInteger odd = small;
    BigInteger even = one;
    for (long n = 1; even.signum() != 0 || odd.signum() != 0; n += 2) {
      even = next(even, square, wide, n * (n + 1));
      odd = next(odd, square, wide, (n + 1) * (n + 2));
      cosine = cosine.add(even);
      sine = sine.add(odd);
    }
    for (int i = 0; i < halvings; i++) {
      BigInteger doubled = sine.multiply(cosine).shiftRight(wide - 1);
      cosine = one.subtract(sine.multiply(sine).shiftRight(wide - 1));
      sine = doubled;
    }
    return new BigInteger[] {sine.shiftRight(guard), cosine.shiftRight(guard)};
  }

  // −term·x²/divisor, towards zero so that the series ends.
  private static BigInteger next(BigInteger term, BigInteger square, int wide, long divisor) {
    BigInteger product = term.multiply(square);
    BigInteger shifted =
        product.signum() < 0
            ? product.negate().shiftRight(wide)
            : product.shiftRight(wide).negate();
    return shifted.divide(BigInteger.valueOf(divisor));
  }

  /// ln f for 1/2 ≤ f ≤ 2, within 16 units: y ← y + 2(f − eʸ)/(f + eʸ), which leaves δ³/12 of an
  /// error of δ, from the 50 right bits of a double.
  static BigInteger ln(BigInteger f, int bits) {
    double start =
        Math.log(
            f.shiftRight(Math.max(bits - 60, 0)).doubleValue()
                / Math.scalb(1.0, Math.min(bits, 60)));
    BigInteger logarithm = BigInteger.valueOf((long) Math.scalb(start, 60));
    int known = 60;
    int right = 48;
    do {
      int wide = Math.min(3 * right + 8, bits + 8);
      logarithm = logarithm.shiftLeft(wide - known);
      known = wide;
      logarithm = improved(logarithm, f, bits, wide);
      right = 3 * right - 2;
    } while (right < bits + 4);
    return logarithm.shiftRight(known - bits);
  }

  private static BigInteger improved(BigInteger y, BigInteger f, int bits, int wide) {
    BigInteger value = wide >= bits ? f.shiftLeft(wide - bits) : f.shiftRight(bits - wide);
    // e to the y for |y| < 1, by e to the y + 1 over e where y is negative.
    BigInteger one = BigInteger.ONE.shiftLeft(wide);
    BigInteger power =
        y.signum() >= 0 ? exp(y, wide) : one.shiftLeft(wide).divide(exp(y.negate(), wide));
    BigInteger step = value.subtract(power).shiftLeft(wide + 1).divide(value.add(power));
    return y.add(step);
  }

  /// arctan x for |x| ≤ 1, within 16 units: with y the double nearest,
  /// arctan x = y + arctan((x cos y − sin y)/(cos y + x sin y)), and the last argument is below
  /// 2⁻⁴⁸.
  static BigInteger arctangent(BigInteger x, int bits) {
    int wide = Math.max(bits, 64) + 8;
    BigInteger exact = x.shiftLeft(wide - bits);
    double near = Math.atan(Math.scalb(exact.shiftRight(wide - 60).doubleValue(), -60));
    BigInteger y = BigInteger.valueOf((long) Math.scalb(near, 58)).shiftLeft(wide - 58);
    BigInteger[] both = sineAndCosine(y, wide);
    BigInteger above = exact.multiply(both[1]).shiftRight(wide).subtract(both[0]);
    BigInteger below = exact.multiply(both[0]).shiftRight(wide).add(both[1]);
    BigInteger t = above.shiftLeft(wide).divide(below);
    BigInteger square = t.multiply(t).shiftRight(wide);
    BigInteger sum = t;
    BigInteger power = t;
    for (int n = 3; power.signum() != 0; n += 2) {
      power = power.multiply(square).shiftRight(wide).negate();
      sum = sum.add(power.divide(BigInteger.valueOf(n)));
    }
    return y.add(sum).shiftRight(wide - bits);
  }
}
