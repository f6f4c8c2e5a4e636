package fapo.verifier.enclosure.value;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.value.Value.Complex;
import fapo.verifier.enclosure.value.Value.Real;
import fapo.verifier.enclosure.value.Value.Scaled;
import fapo.verifier.expr.Rational;

/// Values by their logarithms, so that no size is out of range: 10^(10^10) is a ball of 23 digits.
final class Logarithmic<R> {
  private static final double LN2 = 0.6931;
  private static final int DEEPEST = 12;
  // A ratio of logarithm over 2^7 in size is below e^−30.
  private static final int NEAR = 8;
  private static final long TINY = -30;

  private final Reals<R> reals;
  private final Arithmetic<R> arithmetic;
  private final double largestExponent;

  Logarithmic(Reals<R> reals, Arithmetic<R> arithmetic) {
    this.reals = reals;
    this.arithmetic = arithmetic;
    this.largestExponent = Math.log(reals.range() * LN2) / LN2;
  }

  /// sign·e^value, as a ball where it is in range.
  Value<R> exp(int sign, Value<R> value) {
    boolean near = value instanceof Real<R>(R ball) && reals.log2(ball) < largestExponent;
    if (near && value instanceof Real<R>(R ball)) {
      R power = reals.exp(ball);
      return new Real<>(sign < 0 ? reals.negate(power) : power);
    }
    if (value instanceof Complex<R> || depth(value) > DEEPEST) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    return new Scaled<>(sign, value);
  }

  private int depth(Value<R> value) {
    int depth = 0;
    Value<R> at = value;
    while (at instanceof Scaled<R>(int _, Value<R> ln)) {
      at = ln;
      depth++;
    }
    return depth;
  }

  /// The same value by its logarithm.
  ///
  /// @throws NoEnclosureException blurred where it may be zero, unsupported where it is not real
  Scaled<R> scaled(Value<R> value) {
    return switch (value) {
      case Scaled<R> scaled -> scaled;
      case Complex<R> _ -> throw NoEnclosureException.UNSUPPORTED;
      case Real<R>(R ball) -> {
        int sign = reals.sign(ball);
        if (Math.abs(sign) != 1) {
          throw NoEnclosureException.BLURRED;
        }
        yield new Scaled<>(sign, new Real<>(reals.ln(sign < 0 ? reals.negate(ball) : ball)));
      }
    };
  }

  private boolean zero(Value<R> value) {
    return value instanceof Real<R>(R ball) && reals.sign(ball) == 0;
  }

  Value<R> times(Value<R> left, Value<R> right) {
    if (zero(left) || zero(right)) {
      return arithmetic.integer(0);
    }
    Scaled<R> a = scaled(left);
    Scaled<R> b = scaled(right);
    return exp(a.sign() * b.sign(), arithmetic.plus(a.ln(), b.ln()));
  }

  Value<R> inverse(Value<R> value) {
    if (zero(value)) {
      throw NoEnclosureException.ILLEGAL;
    }
    Scaled<R> of = scaled(value);
    return exp(of.sign(), arithmetic.negate(of.ln()));
  }

  /// Of a complex base by its principal logarithm.
  Value<R> power(Value<R> base, Rational exponent) {
    if (base instanceof Complex<R>) {
      return arithmetic.exp(arithmetic.times(arithmetic.number(exponent), arithmetic.ln(base)));
    }
    if (zero(base)) {
      if (exponent.signum() < 0) {
        throw NoEnclosureException.ILLEGAL;
      }
      return base;
    }
    Scaled<R> of = scaled(base);
    boolean odd = exponent.numerator().testBit(0);
    if (of.sign() < 0 && !exponent.denominator().testBit(0)) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    return exp(
        of.sign() < 0 && odd ? -1 : 1, arithmetic.times(of.ln(), arithmetic.number(exponent)));
  }

  /// ln(a + b) = ln a + ln(1 ± e^(ln b − ln a)) with |a| ≥ |b|.
  Value<R> plus(Value<R> left, Value<R> right) {
    if (zero(left) || zero(right)) {
      return zero(left) ? right : left;
    }
    Scaled<R> a = scaled(left);
    Scaled<R> b = scaled(right);
    Value<R> ratio = arithmetic.plus(b.ln(), arithmetic.negate(a.ln()));
    int order = sign(ratio);
    if (order == 1) {
      Scaled<R> larger = b;
      b = a;
      a = larger;
      ratio = arithmetic.negate(ratio);
    }
    boolean opposite = a.sign() != b.sign();
    if (opposite && order == Reals.UNSIGNED) {
      throw NoEnclosureException.BLURRED;
    }
    if (opposite && order == 0) {
      return arithmetic.integer(0);
    }
    R small = small(ratio, order);
    R rest = reals.ln(reals.plus(reals.of(1), opposite ? reals.negate(small) : small));
    return exp(a.sign(), arithmetic.plus(a.ln(), new Real<>(rest)));
  }

  // e^ratio for a ratio that is not positive; a ball from 0 where it is out of range.
  private R small(Value<R> ratio, int order) {
    boolean near = ratio instanceof Real<R>(R ball) && reals.log2(ball) < NEAR;
    if (near && ratio instanceof Real<R>(R ball)) {
      return reals.exp(ball);
    }
    if (order == Reals.UNSIGNED) {
      throw NoEnclosureException.BLURRED;
    }
    return reals.hull(reals.of(0), reals.exp(reals.of(TINY)));
  }

  /// The sign of a real value, {@link Reals#UNSIGNED} where it is not known.
  int sign(Value<R> value) {
    return switch (value) {
      case Real<R>(R ball) -> reals.sign(ball);
      case Scaled<R>(int sign, Value<R> _) -> sign;
      case Complex<R> _ -> Reals.UNSIGNED;
    };
  }

  /// Whether two real values surely differ.
  boolean apart(Value<R> left, Value<R> right) {
    int a = sign(left);
    int b = sign(right);
    if (a == Reals.UNSIGNED || b == Reals.UNSIGNED) {
      return false;
    }
    if (a != b || a == 0) {
      return a != b;
    }
    return apartLogarithms(scaled(left).ln(), scaled(right).ln());
  }

  private boolean apartLogarithms(Value<R> left, Value<R> right) {
    if (left instanceof Real<R>(R a) && right instanceof Real<R>(R b)) {
      return Math.abs(reals.sign(reals.plus(a, reals.negate(b)))) == 1;
    }
    return apart(left, right);
  }
}
