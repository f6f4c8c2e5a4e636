package fapo.verifier.enclosure.series;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.value.Value;
import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Arithmetic of coefficients: rational as long as they are short, so that what cancels is zero.
final class Coefficients<R> {
  private static final int LONGEST_BITS = 400;

  private final Reals<R> reals;
  private final Coefficient<R> zero;

  Coefficients(Reals<R> reals) {
    this.reals = reals;
    this.zero = of(Rational.ZERO);
  }

  Coefficient<R> zero() {
    return zero;
  }

  Coefficient<R> of(Rational value) {
    return new Coefficient<>(value, reals.of(value));
  }

  Coefficient<R> of(long value) {
    return of(Rational.of(value));
  }

  Coefficient<R> of(R ball) {
    @Nullable BigInteger whole = reals.integer(ball);
    boolean known = whole != null && whole.bitLength() < LONGEST_BITS;
    return new Coefficient<>(known && whole != null ? Rational.of(whole) : null, ball);
  }

  /// @throws NoEnclosureException unsupported where the value is no real ball
  Coefficient<R> of(Value<R> value) {
    if (value instanceof Value.Real<R>(R ball)) {
      return of(ball);
    }
    throw NoEnclosureException.UNSUPPORTED;
  }

  Value<R> value(Coefficient<R> of) {
    return new Value.Real<>(of.ball());
  }

  int sign(Coefficient<R> of) {
    Rational exact = of.exact();
    return exact != null ? exact.signum() : reals.sign(of.ball());
  }

  Coefficient<R> plus(Coefficient<R> left, Coefficient<R> right) {
    return combined(left, right, Rational::plus, reals::plus);
  }

  Coefficient<R> times(Coefficient<R> left, Coefficient<R> right) {
    if (sign(left) == 0 || sign(right) == 0) {
      return zero;
    }
    return combined(left, right, Rational::times, reals::times);
  }

  Coefficient<R> over(Coefficient<R> left, Coefficient<R> right) {
    if (sign(right) == 0) {
      throw NoEnclosureException.ILLEGAL;
    }
    return combined(left, right, Rational::dividedBy, reals::over);
  }

  Coefficient<R> negate(Coefficient<R> of) {
    Rational exact = of.exact();
    return new Coefficient<>(exact == null ? null : exact.negate(), reals.negate(of.ball()));
  }

  Coefficient<R> apply(UnaryOperator<R> function, Coefficient<R> of) {
    return of(function.apply(of.ball()));
  }

  private Coefficient<R> combined(
      Coefficient<R> left,
      Coefficient<R> right,
      BinaryOperator<Rational> exactly,
      BinaryOperator<R> roughly) {
    Rational a = left.exact();
    Rational b = right.exact();
    if (a != null && b != null && length(a) + length(b) < LONGEST_BITS) {
      return of(exactly.apply(a, b));
    }
    return new Coefficient<>(null, roughly.apply(left.ball(), right.ball()));
  }

  private static int length(Rational value) {
    return value.numerator().bitLength() + value.denominator().bitLength();
  }
}
