package fapo.genrm.symbolic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// An exact rational number, or [#NONE] where there is none: division by zero, or over the limits.
///
/// Small values are two longs; the rest are big integers of at most `LIMIT_BITS` bits each, so that
/// no text can make the arithmetic expensive. [#NONE] absorbs: whatever is computed with it is it.
final class ExactValue implements Comparable<ExactValue> {
  /// No value.
  static final ExactValue NONE = new ExactValue(0, 0, null, null);

  static final ExactValue ZERO = of(0);
  static final ExactValue ONE = of(1);
  static final ExactValue HUNDRED = of(100);

  private static final int LIMIT_BITS = 4096;
  private static final long LIMIT_SHORT = 1L << 31;
  private static final int LIMIT_EXPONENT = 512;
  private static final int SHOWN_PLACES = 12;
  private static final int SHOWN_BITS = 200;

  private final long num;
  private final long den;
  private final @Nullable BigInteger bigNum;
  private final @Nullable BigInteger bigDen;

  private ExactValue(long num, long den, @Nullable BigInteger bigNum, @Nullable BigInteger bigDen) {
    this.num = num;
    this.den = den;
    this.bigNum = bigNum;
    this.bigDen = bigDen;
  }

  static ExactValue of(long value) {
    return new ExactValue(value, 1, null, null);
  }

  static ExactValue of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      return NONE;
    }
    BigInteger gcd = numerator.gcd(denominator);
    BigInteger divisor = denominator.signum() < 0 ? gcd.negate() : gcd;
    BigInteger n = numerator.divide(divisor);
    BigInteger d = denominator.divide(divisor);
    if (n.bitLength() < Long.SIZE && d.bitLength() < Long.SIZE) {
      return new ExactValue(n.longValue(), d.longValue(), null, null);
    }
    boolean tooBig = n.bitLength() > LIMIT_BITS || d.bitLength() > LIMIT_BITS;
    return tooBig ? NONE : new ExactValue(0, 0, n, d);
  }

  /// A quotient of longs whose absolute values are below 2⁶³.
  private static ExactValue ofLongs(long numerator, long denominator) {
    if (denominator == 0) {
      return NONE;
    }
    long a = Math.abs(numerator);
    long b = Math.abs(denominator);
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    long divisor = denominator < 0 ? -a : a;
    return new ExactValue(numerator / divisor, denominator / divisor, null, null);
  }

  /// `digits / 10^places`.
  static ExactValue ofDecimal(long digits, int places) {
    long power = 1;
    for (int i = 0; i < places; i++) {
      power *= 10;
    }
    return ofLongs(digits, power);
  }

  boolean exists() {
    return den != 0 || bigDen != null;
  }

  boolean whole() {
    return den == 1 || (bigDen != null && bigDen.equals(BigInteger.ONE));
  }

  int signum() {
    return bigNum == null ? Long.signum(num) : bigNum.signum();
  }

  ExactValue negate() {
    if (bigNum == null && num != Long.MIN_VALUE) {
      return den == 0 ? NONE : new ExactValue(-num, den, null, null);
    }
    return of(numerator().negate(), denominator());
  }

  ExactValue abs() {
    return signum() < 0 ? negate() : this;
  }

  ExactValue plus(ExactValue other) {
    if (den == 1 && other.den == 1) {
      long sum = num + other.num;
      if (((num ^ sum) & (other.num ^ sum)) >= 0) {
        return of(sum);
      }
    }
    if (!exists() || !other.exists()) {
      return NONE;
    }
    return of(
        numerator().multiply(other.denominator()).add(other.numerator().multiply(denominator())),
        denominator().multiply(other.denominator()));
  }

  ExactValue minus(ExactValue other) {
    return plus(other.negate());
  }

  ExactValue times(ExactValue other) {
    if (!exists() || !other.exists()) {
      return NONE;
    }
    return of(numerator().multiply(other.numerator()), denominator().multiply(other.denominator()));
  }

  ExactValue dividedBy(ExactValue other) {
    if (!exists() || !other.exists() || other.signum() == 0) {
      return NONE;
    }
    if (den == 1 && other.den == 1 && other.num != -1 && num % other.num == 0) {
      return of(num / other.num);
    }
    if (short32() && other.short32()) {
      return ofLongs(num * other.den, den * other.num);
    }
    return of(numerator().multiply(other.denominator()), denominator().multiply(other.numerator()));
  }

  /// Whole exponents only; anything else, and anything over the limits, is [#NONE].
  ExactValue power(ExactValue exponent) {
    if (!exists() || exponent.den != 1 || Math.abs(exponent.num) > LIMIT_EXPONENT) {
      return NONE;
    }
    int n = (int) Math.abs(exponent.num);
    long bits = Math.max(numerator().bitLength(), denominator().bitLength());
    if (bits * n > LIMIT_BITS) {
      return NONE;
    }
    ExactValue power = of(numerator().pow(n), denominator().pow(n));
    return exponent.num < 0 ? ONE.dividedBy(power) : power;
  }

  /// The root of a square of a rational, else [#NONE].
  ExactValue root() {
    if (!exists() || signum() < 0) {
      return NONE;
    }
    BigInteger[] n = numerator().sqrtAndRemainder();
    BigInteger[] d = denominator().sqrtAndRemainder();
    return n[1].signum() == 0 && d[1].signum() == 0 ? of(n[0], d[0]) : NONE;
  }

  ExactValue factorial() {
    if (den != 1 || num < 0 || num > LIMIT_EXPONENT) {
      return NONE;
    }
    BigInteger product = BigInteger.ONE;
    for (long i = 2; i <= num; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return of(product, BigInteger.ONE);
  }

  /// The value to so many decimal places, rounded as told.
  ExactValue rounded(int places, RoundingMode mode) {
    if (!exists()) {
      return NONE;
    }
    return ofDecimal(
        new BigDecimal(numerator()).divide(new BigDecimal(denominator()), places, mode));
  }

  static ExactValue ofDecimal(BigDecimal decimal) {
    return decimal.scale() <= 0
        ? of(decimal.toBigInteger(), BigInteger.ONE)
        : of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  @Override
  public int compareTo(ExactValue other) {
    if (den == 1 && other.den == 1) {
      return Long.compare(num, other.num);
    }
    return minus(other).signum();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof ExactValue that) || !exists() || !that.exists()) {
      return false;
    }
    if (bigNum == null || that.bigNum == null) {
      return num == that.num && den == that.den && bigNum == null && that.bigNum == null;
    }
    return numerator().equals(that.numerator()) && denominator().equals(that.denominator());
  }

  @Override
  public int hashCode() {
    return bigNum == null ? Long.hashCode(num * 31 + den) : bigNum.hashCode();
  }

  /// A whole number, a decimal where it ends within twelve places, else a fraction.
  @Override
  public String toString() {
    if (!exists()) {
      return "none";
    }
    BigInteger n = numerator();
    BigInteger d = denominator();
    if (n.bitLength() > SHOWN_BITS || d.bitLength() > SHOWN_BITS) {
      return "a number of " + Math.max(n.bitLength(), d.bitLength()) + " bits";
    }
    if (whole()) {
      return n.toString();
    }
    ExactValue decimal = rounded(SHOWN_PLACES, RoundingMode.DOWN);
    return decimal.equals(this)
        ? new BigDecimal(n).divide(new BigDecimal(d)).toPlainString()
        : n + "/" + d;
  }

  /// Whether sums of products of its parts stay within a long.
  private boolean short32() {
    return den != 0 && den < LIMIT_SHORT && num < LIMIT_SHORT && num > -LIMIT_SHORT;
  }

  private BigInteger numerator() {
    return bigNum == null ? BigInteger.valueOf(num) : bigNum;
  }

  private BigInteger denominator() {
    return bigDen == null ? BigInteger.valueOf(den) : bigDen;
  }
}
