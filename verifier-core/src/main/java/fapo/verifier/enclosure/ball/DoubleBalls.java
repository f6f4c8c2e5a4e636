package fapo.verifier.enclosure.ball;

import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Balls of doubles, with a running bound of the rounding errors.
///
/// Error: the middle of a sum, product or quotient is within 2⁻⁵³ of it, relatively, and that of a
/// function of `java.lang.Math` within 1 ulp as its documentation says; twice as much is added to
/// the radius, which also covers the rounding of the radius itself.
public final class DoubleBalls implements Reals<DoubleBall> {
  private static final double EXACT = 0x1p53;
  private static final double ULP = 0x1p-52;
  private static final double FUNCTION_ULP = 0x1p-50;
  private static final double OUTWARD = 1 + 0x1p-48;
  private static final double LARGEST_ANGLE = 0x1p50;
  private static final DoubleBall PI = new DoubleBall(Math.PI, Math.ulp(Math.PI));

  private final Work work;

  public DoubleBalls(Work work) {
    this.work = work;
  }

  @Override
  public DoubleBall of(Rational value) {
    work.step(1);
    double middle = value.approximate();
    boolean exact =
        value.numerator().bitLength() <= 53
            && value.denominator().bitLength() <= 53
            && value.denominator().bitCount() == 1;
    return exact ? new DoubleBall(middle, 0) : rounded(middle, 0);
  }

  @Override
  public DoubleBall of(long value) {
    return Math.abs(value) <= (long) EXACT
        ? new DoubleBall((double) value, 0)
        : rounded((double) value, 0);
  }

  @Override
  public DoubleBall near(double value, long tail) {
    return new DoubleBall(value, 0);
  }

  @Override
  public DoubleBall fixed(BigInteger units, int bits, double error) {
    return rounded(Math.scalb(units.doubleValue(), -bits), Math.scalb(error, -bits));
  }

  @Override
  public DoubleBall pi() {
    return PI;
  }

  @Override
  public DoubleBall plus(DoubleBall left, DoubleBall right) {
    work.step(1);
    double sum = left.middle() + right.middle();
    double radius = left.radius() + right.radius();
    return radius == 0 && whole(left.middle()) && whole(right.middle()) && whole(sum)
        ? new DoubleBall(sum, 0)
        : rounded(sum, radius);
  }

  @Override
  public DoubleBall times(DoubleBall left, DoubleBall right) {
    work.step(1);
    double product = left.middle() * right.middle();
    if (left.radius() == 0 && right.radius() == 0) {
      boolean exact =
          product == 0
              ? left.middle() == 0 || right.middle() == 0
              : whole(left.middle()) && whole(right.middle()) && whole(product);
      return exact ? new DoubleBall(product, 0) : rounded(product, 0);
    }
    return rounded(
        product,
        Math.abs(left.middle()) * right.radius()
            + Math.abs(right.middle()) * left.radius()
            + left.radius() * right.radius());
  }

  @Override
  public DoubleBall over(DoubleBall left, DoubleBall right) {
    work.step(1);
    double least = Math.abs(right.middle()) * (1 - ULP) - right.radius();
    if (!(least > 0)) {
      throw right.middle() == 0 && right.radius() == 0
          ? NoEnclosureException.ILLEGAL
          : NoEnclosureException.BLURRED;
    }
    double quotient = left.middle() / right.middle();
    double radius = (left.radius() + Math.abs(quotient) * right.radius()) / least;
    boolean exact =
        radius == 0
            && whole(left.middle())
            && whole(quotient)
            && quotient * right.middle() == left.middle()
            && whole(right.middle());
    return exact ? new DoubleBall(quotient, 0) : rounded(quotient, radius);
  }

  @Override
  public DoubleBall negate(DoubleBall of) {
    return new DoubleBall(-of.middle(), of.radius());
  }

  @Override
  public DoubleBall root(DoubleBall of) {
    work.step(1);
    int sign = sign(of);
    if (sign == 0) {
      return of;
    }
    if (sign != 1) {
      throw sign < 0 ? NoEnclosureException.ILLEGAL : NoEnclosureException.BLURRED;
    }
    double root = Math.sqrt(of.middle());
    if (of.radius() == 0 && whole(root) && root * root == of.middle() && whole(of.middle())) {
      return new DoubleBall(root, 0);
    }
    return rounded(root, of.radius() / root * OUTWARD);
  }

  @Override
  public DoubleBall exp(DoubleBall of) {
    work.step(3);
    if (of.middle() == 0 && of.radius() == 0) {
      return new DoubleBall(1, 0);
    }
    if (Math.abs(of.middle()) > 690 || of.radius() > 1) {
      throw NoEnclosureException.BLURRED;
    }
    double value = Math.exp(of.middle());
    return function(value, value * Math.expm1(of.radius()) * (1 + FUNCTION_ULP));
  }

  @Override
  public DoubleBall ln(DoubleBall of) {
    work.step(3);
    int sign = sign(of);
    if (sign != 1) {
      throw sign == UNSIGNED ? NoEnclosureException.BLURRED : NoEnclosureException.ILLEGAL;
    }
    if (of.middle() == 1 && of.radius() == 0) {
      return new DoubleBall(0, 0);
    }
    double least = of.middle() * (1 - ULP) - of.radius();
    if (!(least > 0)) {
      throw NoEnclosureException.BLURRED;
    }
    return function(Math.log(of.middle()), of.radius() / least);
  }

  @Override
  public DoubleBall sin(DoubleBall of) {
    return angle(of) ? of : function(Math.sin(of.middle()), of.radius());
  }

  @Override
  public DoubleBall cos(DoubleBall of) {
    return angle(of) ? new DoubleBall(1, 0) : function(Math.cos(of.middle()), of.radius());
  }

  @Override
  public DoubleBall atan(DoubleBall of) {
    return angle(of) ? of : function(Math.atan(of.middle()), of.radius());
  }

  @Override
  public DoubleBall hull(DoubleBall left, DoubleBall right) {
    double low = Math.min(left.middle() - left.radius(), right.middle() - right.radius());
    double high = Math.max(left.middle() + left.radius(), right.middle() + right.radius());
    double middle = low + (high - low) / 2;
    return rounded(middle, (high - low) / 2 + Math.abs(high) * ULP + Math.abs(low) * ULP);
  }

  @Override
  public int sign(DoubleBall of) {
    if (of.radius() == 0) {
      return (int) Math.signum(of.middle());
    }
    return Math.abs(of.middle()) > of.radius() ? (int) Math.signum(of.middle()) : UNSIGNED;
  }

  @Override
  public double log2(DoubleBall of) {
    double largest = Math.abs(of.middle()) + of.radius();
    return largest == 0 ? Double.NEGATIVE_INFINITY : Math.getExponent(largest) + 1.0;
  }

  @Override
  public double log2Radius(DoubleBall of) {
    return of.radius() == 0 ? Double.NEGATIVE_INFINITY : Math.getExponent(of.radius()) + 1.0;
  }

  @Override
  public @Nullable BigInteger integer(DoubleBall of) {
    return of.radius() == 0 && whole(of.middle()) ? BigInteger.valueOf((long) of.middle()) : null;
  }

  @Override
  public @Nullable BigInteger floor(DoubleBall of) {
    double margin = of.radius() + Math.abs(of.middle()) * ULP;
    double low = Math.floor(of.radius() == 0 ? of.middle() : of.middle() - margin);
    double high = Math.floor(of.radius() == 0 ? of.middle() : of.middle() + margin);
    return low == high
        ? new BigDecimal(low).setScale(0, RoundingMode.UNNECESSARY).toBigInteger()
        : null;
  }

  @Override
  public double range() {
    return 900;
  }

  @Override
  public int precision() {
    return 52;
  }

  @Override
  public DoubleBall middle(DoubleBall of) {
    return new DoubleBall(of.middle(), 0);
  }

  @Override
  public DoubleBall coarse(DoubleBall of) {
    return of;
  }

  // Whether it is exactly zero; counts the step of a function either way.
  private boolean angle(DoubleBall of) {
    work.step(3);
    if (Math.abs(of.middle()) > LARGEST_ANGLE || of.radius() > 1) {
      throw NoEnclosureException.BLURRED;
    }
    return of.middle() == 0 && of.radius() == 0;
  }

  private static boolean whole(double value) {
    return value == Math.rint(value) && Math.abs(value) <= EXACT;
  }

  private static DoubleBall rounded(double middle, double radius) {
    return checked(middle, radius * OUTWARD + Math.abs(middle) * ULP + Double.MIN_NORMAL);
  }

  private static DoubleBall function(double middle, double radius) {
    return checked(middle, radius * OUTWARD + Math.abs(middle) * FUNCTION_ULP + Double.MIN_NORMAL);
  }

  private static DoubleBall checked(double middle, double radius) {
    if (!(Math.abs(middle) < 1e300 && radius < 1e300)) {
      throw NoEnclosureException.BLURRED;
    }
    return new DoubleBall(middle, radius);
  }
}
