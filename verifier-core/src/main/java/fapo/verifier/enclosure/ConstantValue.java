package fapo.verifier.enclosure;

import fapo.verifier.enclosure.ball.BigBall;
import fapo.verifier.enclosure.ball.BigBalls;
import fapo.verifier.enclosure.ball.DoubleBalls;
import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.NoEnclosureException.Why;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.tree.Node;
import fapo.verifier.enclosure.tree.Reading;
import fapo.verifier.enclosure.value.Value;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Work;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// The value and the sign of a real constant.
final class ConstantValue {
  private static final int[] SIGN_BITS = {256, 1024, 3072};
  private static final double LOG2_10 = 3.3219281;
  private static final int GUARD_BITS = 40;
  private static final int LARGEST_EXPONENT = 20_000;

  private final Work work;
  private final boolean decimalLog;

  ConstantValue(Work work, boolean decimalLog) {
    this.work = work;
    this.decimalLog = decimalLog;
  }

  int sign(Expr constant) {
    Reading reading = new Reading(work, decimalLog);
    try {
      Node node = reading.read(constant);
      if (reading.free() > 0) {
        return Reals.UNSIGNED;
      }
      int sign = sign(new DoubleBalls(work), reading, node);
      for (int i = 0; i < SIGN_BITS.length && sign == Reals.UNSIGNED; i++) {
        sign = sign(new BigBalls(work, SIGN_BITS[i]), reading, node);
      }
      return sign;
    } catch (NoEnclosureException _) {
      return Reals.UNSIGNED;
    }
  }

  private <R> int sign(Reals<R> reals, Reading reading, Node node) {
    Evaluation<R> evaluation = new Evaluation<>(reals, work, reading.names().size(), false);
    try {
      return evaluation.arithmetic().sign(evaluation.of(node));
    } catch (NoEnclosureException none) {
      if (none.why() == Why.BLURRED) {
        return Reals.UNSIGNED;
      }
      throw none;
    }
  }

  @Nullable BigDecimal digits(Expr constant, int digits) {
    if (digits < 1 || digits > Enclosures.MOST_DIGITS) {
      throw new IllegalArgumentException("digits: " + digits + " (expected: 1 to 1000)");
    }
    Reading reading = new Reading(work, decimalLog);
    try {
      Node node = reading.read(constant);
      if (reading.free() > 0) {
        return null;
      }
      int bits = (int) (digits * LOG2_10) + GUARD_BITS;
      for (int tries = 0; tries < 3 && bits <= BigBalls.LONGEST; tries++) {
        @Nullable BigDecimal value = rounded(node, reading, bits, digits);
        if (value != null) {
          return value;
        }
        bits *= 2;
      }
      return null;
    } catch (NoEnclosureException _) {
      return null;
    }
  }

  // Null where the ball at this precision is wider than the digits asked for.
  private @Nullable BigDecimal rounded(Node node, Reading reading, int bits, int digits) {
    Evaluation<BigBall> evaluation =
        new Evaluation<>(new BigBalls(work, bits), work, reading.names().size(), false);
    Value<BigBall> value;
    try {
      value = evaluation.of(node);
    } catch (NoEnclosureException none) {
      if (none.why() == Why.BLURRED) {
        return null;
      }
      throw none;
    }
    if (!(value instanceof Value.Real<BigBall>(BigBall ball))) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    int length = ball.middle().bitLength();
    boolean exact = ball.radius() == 0;
    boolean close = length - Math.getExponent(ball.radius()) - 3 > digits * LOG2_10;
    if (!exact && !close) {
      return null;
    }
    if (Math.abs(ball.exponent()) > LARGEST_EXPONENT) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    work.step(length);
    return decimal(ball.middle(), ball.exponent())
        .round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private static BigDecimal decimal(BigInteger middle, int exponent) {
    return exponent >= 0
        ? new BigDecimal(middle.shiftLeft(exponent))
        : new BigDecimal(middle.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
  }
}
