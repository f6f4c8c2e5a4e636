package fapo.verifier.enclosure.ball;

import static org.assertj.core.api.Assertions.assertThat;

import ch.obermuhlner.math.big.BigDecimalMath;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Balls contain what an independent library computes, and what chains of operations give at far
/// higher precision.
class BallsTest {
  private static final MathContext DIGITS = new MathContext(120);
  private static final long SEED = 20_261_123;
  private static final int POINTS = 60;

  @Test
  void containTheFunctionsOfAnotherLibrary() {
    Random random = new Random(SEED);
    for (int bits : new int[] {64, 128, 260, 380}) {
      for (int i = 0; i < POINTS / 4; i++) {
        BigDecimal x = point(random, i);
        Rational exact = rational(x);
        BigBalls at = new BigBalls(new Work(), bits);
        BigBall ball = at.of(exact);
        check(at.sin(ball), BigDecimalMath.sin(x, DIGITS), bits, "sin " + x);
        check(at.cos(ball), BigDecimalMath.cos(x, DIGITS), bits, "cos " + x);
        check(at.exp(ball), BigDecimalMath.exp(x, DIGITS), bits, "exp " + x);
        check(at.atan(ball), BigDecimalMath.atan(x, DIGITS), bits, "atan " + x);
        if (x.signum() > 0) {
          check(at.ln(ball), BigDecimalMath.log(x, DIGITS), bits, "ln " + x);
          check(at.root(ball), x.sqrt(DIGITS), bits, "root " + x);
        }
      }
    }
  }

  @Test
  void containPiOfAnotherLibrary() {
    BigDecimal pi = BigDecimalMath.pi(new MathContext(2400));
    BigBall ball = new BigBalls(new Work(), BigBalls.LONGEST).pi();
    assertThat(contains(ball, pi)).isTrue();
    BigDecimal ln2 = BigDecimalMath.log(BigDecimal.TWO, new MathContext(320));
    BigBall logarithm = new BigBalls(new Work(), 1000).ln(new BigBall(BigInteger.TWO, 0, 0));
    assertThat(contains(logarithm, ln2)).isTrue();
  }

  @Test
  void containTheDoublesOfTheLibrary() {
    Random random = new Random(SEED);
    for (int i = 0; i < POINTS; i++) {
      BigDecimal x = point(random, i);
      DoubleBalls balls = new DoubleBalls(new Work());
      DoubleBall ball = balls.of(rational(x));
      check(balls.sin(ball), BigDecimalMath.sin(x, DIGITS), "sin " + x);
      check(balls.cos(ball), BigDecimalMath.cos(x, DIGITS), "cos " + x);
      check(balls.exp(ball), BigDecimalMath.exp(x, DIGITS), "exp " + x);
      check(balls.atan(ball), BigDecimalMath.atan(x, DIGITS), "atan " + x);
      if (x.signum() > 0) {
        check(balls.ln(ball), BigDecimalMath.log(x, DIGITS), "ln " + x);
        check(balls.root(ball), x.sqrt(DIGITS), "root " + x);
      }
    }
  }

  @Test
  void containChainsComputedAtFarHigherPrecision() {
    for (int seed = 0; seed < 400; seed++) {
      int bits = 64 + seed;
      DoubleBalls doubles = new DoubleBalls(new Work());
      BigBalls low = new BigBalls(new Work(), bits);
      BigBalls high = new BigBalls(new Work(), 800);
      String chain = "chain of seed " + (SEED + seed);
      BigBall exact = chain(high, new Random(SEED + seed));
      BigDecimal value = decimal(exact);
      assertThat(high.log2Radius(exact)).as(chain).isLessThan(high.log2(exact) - 400);
      assertThat(contains(chain(low, new Random(SEED + seed)), value)).as(chain).isTrue();
      DoubleBall ball = chain(doubles, new Random(SEED + seed));
      assertThat(distance(ball, value))
          .as(chain)
          .isLessThanOrEqualTo(new BigDecimal(ball.radius()));
    }
  }

  @Test
  void hullContainsBoth() {
    BigBalls balls = new BigBalls(new Work(), 128);
    BigBall hull = balls.hull(balls.of(-3), balls.pi());
    assertThat(contains(hull, new BigDecimal(-3))).isTrue();
    assertThat(contains(hull, new BigDecimal("3.14159265358979"))).isTrue();
    assertThat(contains(hull, new BigDecimal(4).setScale(30))).isFalse();
  }

  @Test
  void stayExactWhereNothingIsCut() {
    BigBalls balls = new BigBalls(new Work(), 128);
    assertThat(balls.integer(balls.root(balls.of(144)))).isEqualTo(BigInteger.valueOf(12));
    assertThat(balls.integer(balls.over(balls.of(144), balls.of(12))))
        .isEqualTo(BigInteger.valueOf(12));
    assertThat(balls.floor(balls.pi())).isEqualTo(BigInteger.valueOf(3));
    assertThat(balls.floor(balls.negate(balls.pi()))).isEqualTo(BigInteger.valueOf(-4));
    assertThat(balls.sign(balls.plus(balls.of(3), balls.of(-3)))).isZero();
    assertThat(balls.sign(balls.plus(balls.pi(), balls.negate(balls.pi()))))
        .isEqualTo(Reals.UNSIGNED);
  }

  // A random chain of operations that stays between 1/50 and 50 or so.
  private static <R> R chain(Reals<R> reals, Random random) {
    R value = reals.of(Rational.of(1 + random.nextInt(40), 7));
    List<UnaryOperator<R>> functions =
        List.of(
            reals::sin,
            reals::cos,
            reals::atan,
            x -> reals.exp(reals.sin(x)),
            x -> reals.ln(reals.plus(reals.of(2), reals.times(x, x))),
            x -> reals.root(reals.plus(reals.of(1), reals.times(x, x))));
    List<BinaryOperator<R>> operations =
        List.of(
            reals::plus,
            reals::times,
            (x, y) -> reals.over(x, reals.plus(reals.of(2), reals.times(y, y))));
    for (int i = 0; i < 6; i++) {
      R other = reals.of(Rational.of(1 + random.nextInt(99), 11));
      R applied = functions.get(random.nextInt(functions.size())).apply(value);
      value = operations.get(random.nextInt(operations.size())).apply(applied, other);
    }
    return value;
  }

  private static BigDecimal point(Random random, int i) {
    BigDecimal unit = new BigDecimal(new BigInteger(90, random)).movePointLeft(27);
    return switch (i % 5) {
      case 0 -> unit;
      case 1 -> unit.negate().multiply(BigDecimal.TEN);
      case 2 -> unit.movePointLeft(12);
      case 3 -> BigDecimal.ONE.add(unit.movePointLeft(15));
      default -> unit.multiply(new BigDecimal(60));
    };
  }

  private static Rational rational(BigDecimal value) {
    return Rational.of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
  }

  private static void check(BigBall ball, BigDecimal expected, int bits, String what) {
    assertThat(contains(ball, expected)).as(what + " at " + bits + " bits: " + ball).isTrue();
    // And it is tight: it keeps nearly all of its bits, unless the value is near zero.
    BigDecimal size = expected.abs().max(new BigDecimal("0.001"));
    BigDecimal allowed = size.multiply(two(24 - bits)).max(two(24 - bits));
    assertThat(new BigDecimal(ball.radius()).multiply(two(ball.exponent())))
        .as(what + " at " + bits + " bits: " + ball)
        .isLessThan(allowed.multiply(new BigDecimal(100)));
  }

  private static void check(DoubleBall ball, BigDecimal expected, String what) {
    assertThat(distance(ball, expected))
        .as(what + ": " + ball)
        .isLessThanOrEqualTo(new BigDecimal(ball.radius()));
  }

  private static BigDecimal distance(DoubleBall ball, BigDecimal value) {
    return new BigDecimal(ball.middle()).subtract(value).abs();
  }

  // The library's own last digits are not trusted: one unit of the 115th is allowed.
  private static boolean contains(BigBall ball, BigDecimal value) {
    BigDecimal radius = new BigDecimal(ball.radius()).multiply(two(ball.exponent()));
    BigDecimal slack = value.ulp().scaleByPowerOfTen(4);
    return decimal(ball).subtract(value).abs().compareTo(radius.add(slack)) <= 0;
  }

  private static BigDecimal decimal(BigBall ball) {
    return new BigDecimal(ball.middle()).multiply(two(ball.exponent()));
  }

  private static BigDecimal two(int exponent) {
    return exponent >= 0
        ? new BigDecimal(BigInteger.TWO.pow(exponent))
        : BigDecimal.ONE.divide(new BigDecimal(BigInteger.TWO.pow(-exponent)));
  }
}
