package fapo.verifier.enclosure.ball;

import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Balls of binary numbers of a chosen precision.
///
/// Error: a middle is kept to `precision` bits; what is cut off is below one unit, and one unit is
/// added to the radius. Radii are doubles in units, rounded outward by a factor. The power series
/// (see `Fixed`) state their own errors, all below half a unit at this precision.
public final class BigBalls implements Reals<BigBall> {
  /// The longest precision, in bits: 1,500 decimal digits and room for reducing arguments.
  public static final int LONGEST = 5120;

  private static final double OUTWARD = 1 + 0x1p-40;
  // Bits of a radius that are worth keeping apart from the middle.
  private static final int RADIUS_BITS = 40;
  private static final int LARGEST_EXPONENT = 1 << 28;
  private static final int NEAR_BITS = 50;
  private static final int TAIL_BITS = 120;
  private static final int STEPS_PER_FUNCTION = 32;
  // Found by Newton steps, each of which takes an exponential.
  private static final int STEPS_PER_LOGARITHM = 48;
  private static final BigBall ZERO = new BigBall(BigInteger.ZERO, 0, 0);

  private final Work work;
  private final int precision;
  private final int unit;
  private @Nullable BigBall pi;

  /// @param precision in bits, 64 to {@link #LONGEST}
  public BigBalls(Work work, int precision) {
    this.work = work;
    this.precision = precision;
    this.unit = (int) Math.ceil(2 * Math.pow(precision / 213.0 + 0.4, 1.9));
  }

  @Override
  public BigBall of(Rational value) {
    BigBall numerator = of(value.numerator());
    return value.whole() ? numerator : over(numerator, of(value.denominator()));
  }

  @Override
  public BigBall of(long value) {
    return of(BigInteger.valueOf(value));
  }

  private BigBall of(BigInteger value) {
    work.step(1);
    return enclose(value, 0, 0, 0);
  }

  @Override
  public BigBall near(double value, long tail) {
    BigInteger units = BigInteger.valueOf((long) Math.scalb(value, NEAR_BITS));
    return enclose(
        units.shiftLeft(TAIL_BITS - NEAR_BITS).add(BigInteger.valueOf(tail)), -TAIL_BITS, 0, 0);
  }

  @Override
  public BigBall fixed(BigInteger units, int bits, double error) {
    return enclose(units, -bits, -bits, error);
  }

  @Override
  public BigBall pi() {
    BigBall known = pi;
    if (known == null) {
      known = new BigBall(Irrationals.pi(precision), -precision, 2);
      pi = known;
    }
    return known;
  }

  @Override
  public BigBall plus(BigBall left, BigBall right) {
    work.step(unit);
    if (zero(left)) {
      return right;
    }
    if (zero(right)) {
      return left;
    }
    long top = Math.max(top(left), top(right));
    long low =
        Math.max(
            Math.min(left.exponent(), right.exponent()),
            Math.max(top - precision - 64, Math.max(blur(left), blur(right)) - RADIUS_BITS));
    BigInteger sum = aligned(left, low).add(aligned(right, low));
    return enclose(sum, low, low, radius(left, low) + radius(right, low));
  }

  @Override
  public BigBall times(BigBall left, BigBall right) {
    work.step(unit);
    long exponent = (long) left.exponent() + right.exponent();
    BigInteger product = left.middle().multiply(right.middle());
    if (left.radius() == 0 && right.radius() == 0) {
      return enclose(product, exponent, 0, 0);
    }
    // |m| < 2^bits bounds |left|·r + |right|·r + r·r.
    double both = left.radius() * right.radius();
    return enclose(
        product,
        exponent,
        right.radius(),
        exponent + left.middle().bitLength(),
        left.radius() + scalb(both, -right.middle().bitLength()),
        exponent + right.middle().bitLength());
  }

  @Override
  public BigBall over(BigBall left, BigBall right) {
    work.step(unit);
    int bits = right.middle().bitLength();
    if (right.radius() > scalb(1, bits - 2L) || bits == 0) {
      throw zero(right) ? NoEnclosureException.ILLEGAL : NoEnclosureException.BLURRED;
    }
    int shift = Math.max(0, precision + bits - left.middle().bitLength() + 2);
    long exponent = (long) left.exponent() - right.exponent() - shift;
    BigInteger[] parts = left.middle().shiftLeft(shift).divideAndRemainder(right.middle());
    if (left.radius() == 0 && right.radius() == 0) {
      return enclose(parts[0], exponent, exponent, parts[1].signum() == 0 ? 0 : 1);
    }
    // (r + |q|·r')/(|m'| − r'), and |m'| − r' ≥ 2^(bits − 2).
    return enclose(
        parts[0],
        exponent,
        left.radius(),
        exponent + shift - bits + 2,
        right.radius() + scalb(1, bits - 2L - parts[0].bitLength()),
        exponent + parts[0].bitLength() - bits + 2);
  }

  @Override
  public BigBall negate(BigBall of) {
    return new BigBall(of.middle().negate(), of.exponent(), of.radius());
  }

  @Override
  public BigBall root(BigBall of) {
    work.step(6L * unit);
    int sign = sign(of);
    if (sign == 0) {
      return of;
    }
    if (sign != 1) {
      throw sign < 0 ? NoEnclosureException.ILLEGAL : NoEnclosureException.BLURRED;
    }
    int bits = of.middle().bitLength();
    int shift = Math.max(0, 2 * precision + 2 - bits);
    shift += Math.floorMod(of.exponent() - shift, 2);
    BigInteger[] root = of.middle().shiftLeft(shift).sqrtAndRemainder();
    long exponent = ((long) of.exponent() - shift) / 2;
    if (of.radius() == 0) {
      return enclose(root[0], exponent, exponent, root[1].signum() == 0 ? 0 : 1);
    }
    // |√(m ± r) − √m| ≤ r/√m, and √m ≥ 2^(bits − 1).
    long scale = exponent + shift - root[0].bitLength() + 1;
    return enclose(root[0], exponent, of.radius(), scale, 1, exponent);
  }

  @Override
  public BigBall exp(BigBall of) {
    function();
    if (zero(of)) {
      return of(1);
    }
    long top = top(of);
    double radius = scalb(of.radius(), of.exponent());
    if (top > 26 || radius > 30) {
      throw NoEnclosureException.BLURRED;
    }
    int bits = precision + 16 + (int) Math.max(0, top);
    BigInteger ln2 = Irrationals.ln2(bits);
    BigInteger[] parts = fixed(of, bits).divideAndRemainder(ln2);
    if (parts[1].signum() < 0) {
      parts[0] = parts[0].subtract(BigInteger.ONE);
      parts[1] = parts[1].add(ln2);
    }
    // The rest errs by 3 + 2·|quotient| ≤ 2^(top + 3) units: in all below 2^(−precision − 6).
    BigInteger value = Fixed.exp(parts[1], bits);
    long exponent = parts[0].longValueExact() - bits;
    double spread = radius < 0x1p-20 ? of.radius() * (1 + 0x1p-19) : Math.expm1(radius) * OUTWARD;
    long scale = radius < 0x1p-20 ? of.exponent() + bits + exponent + 1 : bits + exponent + 1;
    long rounding = exponent + bits - precision - 6;
    return enclose(value, exponent, spread, scale, 1, rounding);
  }

  @Override
  public BigBall ln(BigBall of) {
    work.step((long) STEPS_PER_LOGARITHM * unit);
    int sign = sign(of);
    if (sign != 1) {
      throw sign == UNSIGNED ? NoEnclosureException.BLURRED : NoEnclosureException.ILLEGAL;
    }
    int length = of.middle().bitLength();
    if (of.radius() > scalb(1, length - 2L)) {
      throw NoEnclosureException.BLURRED;
    }
    // m·2^e = f·2^k with 3/4 ≤ f < 3/2.
    boolean high = length > 1 && of.middle().testBit(length - 2);
    long k = top(of) - (high ? 0 : 1);
    int bits = precision + 16;
    int places = length - (high ? 0 : 1);
    BigInteger f = scaled(of.middle(), bits - places);
    if (k == 0) {
      BigInteger rest = scaled(of.middle(), LONGEST - places);
      int lost = LONGEST - rest.subtract(BigInteger.ONE.shiftLeft(LONGEST)).bitLength();
      if (lost >= LONGEST && of.radius() == 0) {
        return ZERO;
      }
      bits += Math.min(lost, precision);
      f = scaled(of.middle(), bits - places);
    }
    BigInteger value = Fixed.ln(f, bits).add(BigInteger.valueOf(k).multiply(Irrationals.ln2(bits)));
    // 16 of the series, 2 of f, 2·|k| of ln 2.
    double rounding = 18 + 2.0 * Math.abs(k);
    return enclose(value, -bits, of.radius(), 2L - length, rounding, -bits);
  }

  @Override
  public BigBall sin(BigBall of) {
    return zero(of) ? of : turned(of, 0);
  }

  @Override
  public BigBall cos(BigBall of) {
    return zero(of) ? of(1) : turned(of, 1);
  }

  private BigBall turned(BigBall of, int quarter) {
    function();
    long top = top(of);
    if (top > LONGEST / 2) {
      throw NoEnclosureException.BLURRED;
    }
    int bits = precision + 16 + Math.clamp(Math.abs(top), 0, LONGEST / 2);
    BigInteger half = Irrationals.pi(bits).shiftRight(1);
    BigInteger x = fixed(of, bits);
    BigInteger turns = x.shiftLeft(1).add(half).divide(half.shiftLeft(1));
    BigInteger rest = x.subtract(turns.multiply(half));
    // The rest errs by 1 + 2·|turns| ≤ 2^(top + 2) units, the series by 4.
    double rounding = 8 + scalb(1, Math.clamp(top + 2, 0, 1000));
    BigInteger[] both = Fixed.sineAndCosine(rest, bits);
    int at = Math.floorMod(turns.intValue() + quarter, 4);
    BigInteger value = at == 0 || at == 2 ? both[0] : both[1];
    return enclose(
        at >= 2 ? value.negate() : value, -bits, of.radius(), of.exponent(), rounding, -bits);
  }

  @Override
  public BigBall atan(BigBall of) {
    function();
    if (zero(of)) {
      return of;
    }
    long top = top(of);
    if (top > 1) {
      BigBall rest = atan(over(of(1), sign(of) == UNSIGNED ? blurred() : of));
      BigBall right = times(pi(), new BigBall(BigInteger.valueOf(sign(of)), -1, 0));
      return plus(right, negate(rest));
    }
    int bits = precision + 16 + Math.clamp(-top, 0, precision);
    BigInteger x = fixed(of, bits);
    BigInteger one = BigInteger.ONE.shiftLeft(bits);
    if (x.abs().compareTo(one) <= 0) {
      return enclose(Fixed.arctangent(x, bits), -bits, of.radius(), of.exponent(), 18, -bits);
    }
    BigInteger inverse = one.shiftLeft(bits).divide(x);
    BigInteger half = Irrationals.pi(bits).shiftRight(1);
    BigInteger right = x.signum() < 0 ? half.negate() : half;
    return enclose(
        right.subtract(Fixed.arctangent(inverse, bits)),
        -bits,
        of.radius(),
        of.exponent(),
        22,
        -bits);
  }

  @Override
  public BigBall hull(BigBall left, BigBall right) {
    BigBall half = new BigBall(BigInteger.ONE, -1, 0);
    BigBall middle = times(plus(left, right), half);
    BigBall apart = times(plus(left, negate(right)), half);
    // |left − right|/2 and both radii around the middle.
    BigBall wide = plus(apart, new BigBall(BigInteger.ZERO, left.exponent(), left.radius()));
    wide = plus(wide, new BigBall(BigInteger.ZERO, right.exponent(), right.radius()));
    int cut = Math.max(0, wide.middle().bitLength() - 52);
    double radius =
        wide.middle().abs().shiftRight(cut).doubleValue() + 1 + scalb(wide.radius(), -cut);
    long scale = wide.exponent() + (long) cut;
    return enclose(
        middle.middle(), middle.exponent(), radius, scale, middle.radius(), middle.exponent());
  }

  @Override
  public int sign(BigBall of) {
    int sign = of.middle().signum();
    if (of.radius() == 0) {
      return sign;
    }
    int bits = of.middle().bitLength();
    boolean clear =
        bits > 62
            ? bits - 2 >= Math.getExponent(of.radius())
            : Math.abs(of.middle().longValue()) > of.radius();
    return clear ? sign : UNSIGNED;
  }

  @Override
  public double log2(BigBall of) {
    return zero(of) ? Double.NEGATIVE_INFINITY : top(of) + 1.0;
  }

  @Override
  public double log2Radius(BigBall of) {
    return of.radius() == 0 ? Double.NEGATIVE_INFINITY : blur(of) + 1.0;
  }

  @Override
  public @Nullable BigInteger integer(BigBall of) {
    if (of.radius() != 0 || top(of) > LONGEST) {
      return null;
    }
    boolean whole = of.exponent() >= 0 || of.middle().getLowestSetBit() >= -of.exponent();
    return of.middle().signum() == 0
        ? BigInteger.ZERO
        : whole ? scaled(of.middle(), of.exponent()) : null;
  }

  @Override
  public @Nullable BigInteger floor(BigBall of) {
    if (top(of) > LONGEST || of.exponent() < -4 * LONGEST || blur(of) > 0) {
      return null;
    }
    BigInteger radius = BigInteger.valueOf((long) Math.ceil(of.radius()));
    BigInteger low = scaled(of.middle().subtract(radius), of.exponent());
    return low.equals(scaled(of.middle().add(radius), of.exponent())) ? low : null;
  }

  @Override
  public double range() {
    return 1 << 20;
  }

  @Override
  public int precision() {
    return precision;
  }

  @Override
  public BigBall middle(BigBall of) {
    return new BigBall(of.middle(), of.exponent(), 0);
  }

  @Override
  public DoubleBall coarse(BigBall of) {
    if (zero(of)) {
      return new DoubleBall(0, 0);
    }
    if (Math.abs(top(of)) > 900) {
      throw NoEnclosureException.BLURRED;
    }
    int cut = Math.max(0, of.middle().bitLength() - 52);
    double middle = Math.scalb(of.middle().shiftRight(cut).doubleValue(), of.exponent() + cut);
    double radius = scalb(of.radius(), of.exponent()) * OUTWARD;
    return new DoubleBall(middle, radius + (cut > 0 ? Math.scalb(1.0, of.exponent() + cut) : 0));
  }

  private void function() {
    work.step((long) STEPS_PER_FUNCTION * unit);
  }

  private static BigBall blurred() {
    throw NoEnclosureException.BLURRED;
  }

  private static boolean zero(BigBall ball) {
    return ball.radius() == 0 && ball.middle().signum() == 0;
  }

  // |middle| + radius < 2^top.
  private static long top(BigBall ball) {
    long bits = ball.middle().bitLength();
    long radius = ball.radius() == 0 ? bits : Math.getExponent(ball.radius()) + 1L;
    return ball.exponent()
        + (radius < bits - 1 || ball.radius() == 0 ? bits : Math.max(bits, radius) + 1);
  }

  // radius < 2^blur.
  private static long blur(BigBall ball) {
    return ball.radius() == 0
        ? Long.MIN_VALUE / 4
        : ball.exponent() + Math.getExponent(ball.radius()) + 1L;
  }

  private static BigInteger aligned(BigBall ball, long low) {
    return scaled(ball.middle(), ball.exponent() - low);
  }

  private static double radius(BigBall ball, long low) {
    boolean cut = low > ball.exponent() && ball.middle().signum() != 0;
    return scalb(ball.radius(), ball.exponent() - low) + (cut ? 1 : 0);
  }

  // In units of 2^−bits, cut downward.
  private static BigInteger fixed(BigBall ball, int bits) {
    return scaled(ball.middle(), ball.exponent() + (long) bits);
  }

  private static BigInteger scaled(BigInteger value, long places) {
    if (places > 4 * LONGEST) {
      throw NoEnclosureException.BLURRED;
    }
    return places >= 0
        ? value.shiftLeft((int) places)
        : value.shiftRight((int) Math.min(-places, Integer.MAX_VALUE));
  }

  private static double scalb(double value, long places) {
    return value == 0 ? 0 : Math.scalb(value, Math.clamp(places, -2000, 2000)) + Double.MIN_VALUE;
  }

  // middle·2^exponent with two errors, each by its own power of two.
  private BigBall enclose(
      BigInteger middle, long exponent, double error, long scale, double other, long otherScale) {
    if (error == 0 || other == 0) {
      return error == 0
          ? enclose(middle, exponent, otherScale, other)
          : enclose(middle, exponent, scale, error);
    }
    long most = Math.max(scale + Math.getExponent(error), otherScale + Math.getExponent(other));
    return enclose(
        middle, exponent, most, scalb(error, scale - most) + scalb(other, otherScale - most));
  }

  // middle·2^exponent within error·2^scale, cut to this precision.
  private BigBall enclose(BigInteger middle, long exponent, long scale, double error) {
    long blur = error == 0 ? Long.MIN_VALUE / 4 : scale + Math.getExponent(error) - RADIUS_BITS;
    long drop = Math.max(0, Math.max(middle.bitLength() - (long) precision, blur - exponent));
    boolean cut = drop > 0 && middle.signum() != 0 && middle.getLowestSetBit() < drop;
    long kept = exponent + drop;
    if (Math.abs(kept) > LARGEST_EXPONENT || Double.isNaN(error) || error > 0x1p900) {
      throw NoEnclosureException.BLURRED;
    }
    double radius = error == 0 ? 0 : scalb(error, scale - kept) * OUTWARD;
    return new BigBall(
        drop == 0 ? middle : scaled(middle, -drop), (int) kept, radius + (cut ? 1 : 0));
  }
}
