package fapo.verifier.expr;

import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An exact fraction in lowest terms; the denominator is positive. Held in two machine words while
/// both parts fit, in long integers beyond; at most {@link #MAX_BITS} bits in anything computed.
public final class Rational implements Comparable<Rational> {
  /// The longest integer computed with; beyond it, operations answer with {@link LimitException}.
  public static final int MAX_BITS = 4096;

  private static final int CACHED = 128;
  private static final Rational[] SMALL = small();

  public static final Rational ZERO = of(0);
  public static final Rational ONE = of(1);
  public static final Rational MINUS_ONE = of(-1);

  private final long above;
  private final long below;
  private final @Nullable BigInteger longAbove;
  private final @Nullable BigInteger longBelow;

  private Rational(long above, long below) {
    this.above = above;
    this.below = below;
    this.longAbove = null;
    this.longBelow = null;
  }

  private Rational(BigInteger above, BigInteger below) {
    this.above = 0;
    this.below = 0;
    this.longAbove = above;
    this.longBelow = below;
  }

  private static Rational[] small() {
    Rational[] values = new Rational[2 * CACHED + 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = new Rational(i - CACHED, 1);
    }
    return values;
  }

  public static Rational of(long value) {
    if (value >= -CACHED && value <= CACHED) {
      return SMALL[(int) value + CACHED];
    }
    return value == Long.MIN_VALUE
        ? new Rational(BigInteger.valueOf(value), BigInteger.ONE)
        : new Rational(value, 1);
  }

  /// @throws ArithmeticException where the denominator is zero
  public static Rational of(long numerator, long denominator) {
    if (denominator == 1) {
      return of(numerator);
    }
    if (numerator == Long.MIN_VALUE || denominator == Long.MIN_VALUE || denominator == 0) {
      return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }
    long divisor = gcd(Math.abs(numerator), Math.abs(denominator));
    long sign = denominator < 0 ? -divisor : divisor;
    return denominator == sign
        ? of(numerator / sign)
        : new Rational(numerator / sign, denominator / sign);
  }

  public static Rational of(BigInteger value) {
    return settled(value, BigInteger.ONE);
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
        ? settled(numerator, denominator)
        : settled(numerator.divide(divisor), denominator.divide(divisor));
  }

  private static Rational settled(BigInteger numerator, BigInteger denominator) {
    if (numerator.bitLength() <= 63 && denominator.bitLength() <= 63) {
      long value = numerator.longValue();
      if (value != Long.MIN_VALUE) {
        return denominator.equals(BigInteger.ONE)
            ? of(value)
            : new Rational(value, denominator.longValue());
      }
    }
    return new Rational(bounded(numerator), bounded(denominator));
  }

  public BigInteger numerator() {
    return longAbove == null ? BigInteger.valueOf(above) : longAbove;
  }

  public BigInteger denominator() {
    return longBelow == null ? BigInteger.valueOf(below) : longBelow;
  }

  /// Whether both parts fit a machine word, so that {@link #above} and {@link #below} hold them.
  public boolean fitsLong() {
    return longAbove == null;
  }

  /// The numerator where it {@linkplain #fitsLong fits}.
  public long above() {
    return above;
  }

  /// The denominator where it {@linkplain #fitsLong fits}.
  public long below() {
    return below;
  }

  public Rational plus(Rational other) {
    if (fitsLong() && other.fitsLong()) {
      if (below == 1 && other.below == 1) {
        long sum = above + other.above;
        if (((above ^ sum) & (other.above ^ sum)) >= 0 && sum != Long.MIN_VALUE) {
          return of(sum);
        }
      } else if (short31(this) && short31(other)) {
        return of(above * other.below + other.above * below, below * other.below);
      }
    }
    return of(
        numerator().multiply(other.denominator()).add(other.numerator().multiply(denominator())),
        denominator().multiply(other.denominator()));
  }

  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  public Rational times(Rational other) {
    return short31(this) && short31(other)
        ? of(above * other.above, below * other.below)
        : of(numerator().multiply(other.numerator()), denominator().multiply(other.denominator()));
  }

  /// @throws ArithmeticException where the other is zero
  public Rational dividedBy(Rational other) {
    return short31(this) && short31(other)
        ? of(above * other.below, below * other.above)
        : of(numerator().multiply(other.denominator()), denominator().multiply(other.numerator()));
  }

  private static boolean short31(Rational value) {
    return value.fitsLong()
        && value.above == (int) value.above
        && value.above != Integer.MIN_VALUE
        && value.below == (int) value.below;
  }

  public Rational negate() {
    return longAbove == null || longBelow == null
        ? (below == 1 ? of(-above) : new Rational(-above, below))
        : settled(longAbove.negate(), longBelow);
  }

  public Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  /// @param exponent any; the result is refused before it is built where it would be too long
  public Rational power(int exponent) {
    if (bits() > 0 && (bits() - 1L) * Math.abs((long) exponent) > MAX_BITS) {
      throw new LimitException("an integer over " + MAX_BITS + " bits");
    }
    int times = Math.abs(exponent);
    return exponent >= 0
        ? of(numerator().pow(times), denominator().pow(times))
        : of(denominator().pow(times), numerator().pow(times));
  }

  /// Length of the longer part, in bits.
  public int bits() {
    return longAbove == null || longBelow == null
        ? 64 - Long.numberOfLeadingZeros(Math.max(Math.abs(above), below))
        : Math.max(longAbove.abs().bitLength(), longBelow.bitLength());
  }

  public Rational floor() {
    if (fitsLong()) {
      return of(Math.floorDiv(above, below));
    }
    BigInteger[] parts = numerator().divideAndRemainder(denominator());
    boolean down = parts[1].signum() < 0;
    return of(down ? parts[0].subtract(BigInteger.ONE) : parts[0]);
  }

  public boolean whole() {
    return longBelow == null ? below == 1 : longBelow.equals(BigInteger.ONE);
  }

  public boolean fitsInt() {
    return whole() && fitsLong() && above == (int) above && above != Integer.MIN_VALUE;
  }

  public int signum() {
    return longAbove == null ? Long.signum(above) : longAbove.signum();
  }

  public boolean isOne() {
    return above == 1 && below == 1;
  }

  @Override
  public int compareTo(Rational other) {
    return short31(this) && short31(other)
        ? Long.compare(above * other.below, other.above * below)
        : numerator()
            .multiply(other.denominator())
            .compareTo(other.numerator().multiply(denominator()));
  }

  /// Nearest double; infinite beyond the range.
  public double approximate() {
    BigInteger numerator = numerator();
    BigInteger denominator = denominator();
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
  public boolean equals(@Nullable Object other) {
    return other instanceof Rational that
        && above == that.above
        && below == that.below
        && Objects.equals(longAbove, that.longAbove)
        && Objects.equals(longBelow, that.longBelow);
  }

  @Override
  public int hashCode() {
    return longAbove == null
        ? 31 * Long.hashCode(above) + Long.hashCode(below)
        : 31 * longAbove.hashCode() + Objects.hashCode(longBelow);
  }

  @Override
  public String toString() {
    if (fitsLong()) {
      return below == 1 ? Long.toString(above) : above + "/" + below;
    }
    return whole() ? numerator().toString() : numerator() + "/" + denominator();
  }

  private static BigInteger bounded(BigInteger value) {
    if (value.bitLength() > MAX_BITS + 64) {
      throw new LimitException("an integer over " + MAX_BITS + " bits");
    }
    return value;
  }

  private static long gcd(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }
}
