package fapo.verifier.canon;

import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Powers of single atoms, where even roots need care: `√(x²)` is `|x|`, `√(−2)` is `i√2`, and an
/// odd
/// root of a negative number is the real one.
final class Roots {
  private static final BigInteger[] PRIMES =
      IntStream.range(2, 2000)
          .mapToObj(BigInteger::valueOf)
          .filter(number -> number.isProbablePrime(50))
          .toArray(BigInteger[]::new);
  private static final BigInteger TWO = BigInteger.TWO;

  private Roots() {}

  /// `(atom^exponent)^by`
  static Monomial raised(String atom, Rational exponent, Rational by) {
    Rational product = exponent.times(by);
    boolean evenRoot = by.denominator().mod(TWO).signum() == 0;
    boolean evenPower = exponent.whole() && exponent.numerator().mod(TWO).signum() == 0;
    boolean positive = positive(atom);
    if (evenRoot && !positive && atom.equals(Algebra.I)) {
      throw new NoFormException("a root of i");
    }
    if (evenRoot && evenPower && !positive) {
      boolean even = product.whole() && product.numerator().mod(TWO).signum() == 0;
      return Monomial.of(even || atom.startsWith("(abs ") ? atom : "(abs " + atom + ")", product);
    }
    return Monomial.of(atom, product);
  }

  private static boolean positive(String atom) {
    char first = atom.charAt(0);
    return (first >= '0' && first <= '9') || atom.equals("#pi") || atom.equals("#e");
  }

  /// What `(−1)^exponent` contributes beside a sign: `i` to the odd powers for square roots.
  static Monomial ofMinusOne(Rational exponent) {
    BigInteger degree = exponent.denominator();
    if (degree.mod(TWO).signum() != 0) {
      return Monomial.ONE;
    }
    if (!degree.equals(TWO)) {
      throw new NoFormException("an even root of a negative number");
    }
    return Monomial.of(Algebra.I, Rational.of(exponent.numerator()));
  }

  static boolean staysNegative(Rational exponent) {
    return exponent.denominator().mod(TWO).signum() != 0
        && exponent.numerator().mod(TWO).signum() != 0;
  }

  static boolean shortPower(Rational value, Rational exponent) {
    long bits = Math.max(value.numerator().abs().bitLength(), value.denominator().bitLength());
    return bits * Math.abs(exponent.numerator().longValue()) <= Rational.MAX_BITS / 2;
  }

  /// The prime factors under 2000, and what is left as one factor, or as the square of one.
  ///
  /// @throws fapo.verifier.expr.LimitException over the work of the check
  static Map<BigInteger, Integer> factors(BigInteger of, Work work) {
    Map<BigInteger, Integer> factors = new LinkedHashMap<>();
    BigInteger rest = of;
    for (BigInteger prime : PRIMES) {
      if (prime.multiply(prime).compareTo(rest) > 0) {
        break;
      }
      work.step(2 + rest.bitLength() / 64);
      while (rest.mod(prime).signum() == 0) {
        factors.merge(prime, 1, Integer::sum);
        rest = rest.divide(prime);
      }
    }
    if (!rest.equals(BigInteger.ONE)) {
      BigInteger root = rest.sqrt();
      boolean square = root.multiply(root).equals(rest);
      factors.merge(square ? root : rest, square ? 2 : 1, Integer::sum);
    }
    return factors;
  }
}
