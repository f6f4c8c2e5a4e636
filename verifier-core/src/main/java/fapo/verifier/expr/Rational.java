package fapo.verifier.expr;

import java.math.BigInteger;

/// An exact fraction in lowest terms; the denominator is positive.
///
/// @param numerator at most {@link #MAX_BITS} bits in anything the service computes
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational> {
  /// The longest integer computed with; beyond it, operations answer with {@link LimitException}.
  public static final int MAX_BITS = 4096;

  public static final Rational ZERO = of(0);
  public static final Rational ONE = of(1);
  public static final Rational MINUS_ONE = of(-1);

  public static Rational of(long value) {
    return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  public static Rational of(long numerator, long denominator) {
    return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  public static Rational of(BigInteger value) {
    return new Rational(bounded(value), BigInteger.ONE);
  }

  /// @throws ArithmeticException where the denominator is zero
  public static Rational of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("denominator: 0 (expected: not 0)");
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    return divisor.equals(BigInteger.ONE)
        ? new Rational(bounded(numerator), bounded(denominator))
        : new Rational(bounded(numerator.divide(divisor)), bounded(denominator.divide(divisor)));
  }

  public Rational plus(Rational other) {
    if (whole() && other.whole()) {
      return of(numerator.add(other.numerator));
    }
    return of(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  public Rational times(Rational other) {
    if (whole() && other.whole()) {
      return of(numerator.multiply(other.numerator));
    }
    return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  public Rational dividedBy(Rational other) {
    return of(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  public Rational negate() {
    return new Rational(numerator.negate(), denominator);
  }

  public Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  /// @param exponent any; the result is refused before it is built where it would be too long
  public Rational power(int exponent) {
    long bits = Math.max(numerator.abs().bitLength(), denominator.bitLength()) - 1L;
    if (bits * Math.abs((long) exponent) > MAX_BITS) {
      throw new LimitException("an integer over " + MAX_BITS + " bits");
    }
    int times = Math.abs(exponent);
    return exponent >= 0
        ? of(numerator.pow(times), denominator.pow(times))
        : of(denominator.pow(times), numerator.pow(times));
  }

  public Rational floor() {
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    boolean down = parts[1].signum() < 0;
    return of(down ? parts[0].subtract(BigInteger.ONE) : parts[0]);
  }

  public boolean whole() {
    return denominator.equals(BigInteger.ONE);
  }

  public boolean fitsInt() {
    return whole() && numerator.bitLength() < 31;
  }

  public int signum() {
    return numerator.signum();
  }

  public boolean isOne() {
    return equals(ONE);
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /// Nearest double; infinite beyond the range.
  public double approximate() {
    if (numerator.bitLength() <= 53 && denominator.bitLength() <= 53) {
      return numerator.doubleValue() / denominator.doubleValue();
    }
    int shift = 64 - numerator.bitLength() + denominator.bitLength();
    BigInteger scaled =
        shift >= 0
            ? numerator.shiftLeft(shift).divide(denominator)
            : numerator.divide(denominator.shiftLeft(-shift));
    return Math.scalb(scaled.doubleValue(), Math.clamp(-shift, -5000, 5000));
  }

  @Override
  public String toString() {
    return whole() ? numerator.toString() : numerator + "/" + denominator;
  }

  private static BigInteger bounded(BigInteger value) {
    if (value.bitLength() > MAX_BITS + 64) {
      throw new LimitException("an integer over " + MAX_BITS + " bits");
    }
    return value;
  }
}
