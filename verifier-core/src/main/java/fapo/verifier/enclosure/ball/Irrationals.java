package fapo.verifier.enclosure.ball;

import java.math.BigInteger;

/// π and ln 2 in binary, computed once: fixed numbers, never changed.
final class Irrationals {
  /// The longest precision they are known to, in bits.
  static final int BITS = 8192;

  private static final int GUARD = 32;
  // Machin: π = 16 arctan(1/5) − 4 arctan(1/239).
  private static final BigInteger PI =
      inverseTangent(5, true).shiftLeft(4).subtract(inverseTangent(239, true).shiftLeft(2));
  // ln 2 = 18 artanh(1/26) − 2 artanh(1/4801) + 8 artanh(1/8749).
  private static final BigInteger LN2 =
      inverseTangent(26, false)
          .multiply(BigInteger.valueOf(18))
          .subtract(inverseTangent(4801, false).shiftLeft(1))
          .add(inverseTangent(8749, false).shiftLeft(3));

  private Irrationals() {}

  /// π in units of 2^−bits, within 2 units.
  static BigInteger pi(int bits) {
    return PI.shiftRight(BITS + GUARD - checked(bits));
  }

  /// ln 2 in units of 2^−bits, within 2 units.
  static BigInteger ln2(int bits) {
    return LN2.shiftRight(BITS + GUARD - checked(bits));
  }

  private static int checked(int bits) {
    if (bits > BITS) {
      throw NoEnclosureException.BLURRED;
    }
    return bits;
  }

  // Of 1/divisor in units of 2^−(BITS + GUARD): each of some 2,000 terms is within 1 unit, so the
  // sum is within 2^11, and 16 times that within 2^16 of 2^32 guard units.
  private static BigInteger inverseTangent(int divisor, boolean alternating) {
    BigInteger square = BigInteger.valueOf((long) divisor * divisor);
    BigInteger power = BigInteger.ONE.shiftLeft(BITS + GUARD).divide(BigInteger.valueOf(divisor));
    BigInteger sum = power;
    for (int i = 1; power.signum() != 0; i++) {
      power = power.divide(square);
      BigInteger term = power.divide(BigInteger.valueOf(2L * i + 1));
      sum = alternating && i % 2 == 1 ? sum.subtract(term) : sum.add(term);
    }
    return sum;
  }
}
