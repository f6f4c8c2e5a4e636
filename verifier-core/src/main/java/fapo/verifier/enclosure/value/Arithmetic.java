package fapo.verifier.enclosure.value;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.value.Value.Complex;
import fapo.verifier.enclosure.value.Value.Real;
import fapo.verifier.enclosure.value.Value.Scaled;
import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Sums, products and powers of values: real, complex, and of any size.
///
/// @param <R> a real ball
public final class Arithmetic<R> {
  private final Reals<R> reals;
  private final Logarithmic<R> logarithmic;
  private final boolean variables;
  private final Real<R> zero;
  private final Real<R> one;
  private double largest;

  /// @param variables whether values depend on names: then what is not real is no value
  public Arithmetic(Reals<R> reals, boolean variables) {
    this.reals = reals;
    this.variables = variables;
    this.logarithmic = new Logarithmic<>(reals, this);
    this.zero = new Real<>(reals.of(0));
    this.one = new Real<>(reals.of(1));
  }

  public Reals<R> reals() {
    return reals;
  }

  /// The largest |log2| of a value met, where it is surely not zero.
  public double largest() {
    return largest;
  }

  public void forget() {
    largest = 0;
  }

  public Value<R> note(Value<R> value) {
    switch (value) {
      case Real<R>(R ball) -> note(ball);
      case Complex<R>(R real, R imaginary) -> {
        note(real);
        note(imaginary);
      }
      case Scaled<R> _ -> largest = Double.POSITIVE_INFINITY;
    }
    return value;
  }

  private void note(R ball) {
    double size = Math.abs(reals.log2(ball));
    if (size > largest && Math.abs(reals.sign(ball)) == 1) {
      largest = size;
    }
  }

  public Value<R> integer(long value) {
    return value == 0 ? zero : value == 1 ? one : new Real<>(reals.of(value));
  }

  public Value<R> number(Rational value) {
    return new Real<>(reals.of(value));
  }

  public Value<R> negate(Value<R> value) {
    return switch (value) {
      case Real<R>(R ball) -> new Real<>(reals.negate(ball));
      case Complex<R>(R real, R imaginary) ->
          new Complex<>(reals.negate(real), reals.negate(imaginary));
      case Scaled<R>(int sign, Value<R> ln) -> new Scaled<>(-sign, ln);
    };
  }

  public Value<R> plus(Value<R> left, Value<R> right) {
    if (left instanceof Real<R>(R a) && right instanceof Real<R>(R b)) {
      return new Real<>(reals.plus(a, b));
    }
    if (left instanceof Scaled<R> || right instanceof Scaled<R>) {
      return logarithmic.plus(left, right);
    }
    return complex(
        reals.plus(real(left), real(right)), reals.plus(imaginary(left), imaginary(right)));
  }

  public Value<R> times(Value<R> left, Value<R> right) {
    if (left instanceof Real<R>(R a) && right instanceof Real<R>(R b)) {
      boolean far =
          Math.abs(reals.log2(a) + reals.log2(b)) > reals.range()
              && Math.abs(reals.sign(a)) == 1
              && Math.abs(reals.sign(b)) == 1;
      return far ? logarithmic.times(left, right) : new Real<>(reals.times(a, b));
    }
    if (left instanceof Scaled<R> || right instanceof Scaled<R>) {
      return logarithmic.times(left, right);
    }
    if (left instanceof Complex<R>(R a, R b) && right instanceof Complex<R>(R c, R d)) {
      return complex(
          reals.plus(reals.times(a, c), reals.negate(reals.times(b, d))),
          reals.plus(reals.times(a, d), reals.times(b, c)));
    }
    R factor = left instanceof Real<R>(R a) ? a : real(right);
    Value<R> other = left instanceof Real<R> ? right : left;
    return complex(reals.times(factor, real(other)), reals.times(factor, imaginary(other)));
  }

  public Value<R> inverse(Value<R> value) {
    return switch (value) {
      case Real<R>(R ball) ->
          -reals.log2(ball) > reals.range() && reals.sign(ball) != 0
              ? logarithmic.inverse(value)
              : new Real<>(reals.over(reals.of(1), ball));
      case Scaled<R> _ -> logarithmic.inverse(value);
      case Complex<R>(R a, R b) -> {
        R norm = reals.plus(reals.times(a, a), reals.times(b, b));
        yield complex(reals.over(a, norm), reals.over(reals.negate(b), norm));
      }
    };
  }

  public Value<R> power(Value<R> base, Rational exponent) {
    if (exponent.fitsInt()) {
      return power(base, exponent.numerator().intValue());
    }
    if (exponent.whole()) {
      return logarithmic.power(base, exponent);
    }
    if (base instanceof Real<R>(R ball)) {
      int sign = reals.sign(ball);
      if (sign == 0) {
        if (exponent.signum() < 0) {
          throw NoEnclosureException.ILLEGAL;
        }
        return zero;
      }
      if (sign < 0) {
        return ofNegative(base, exponent);
      }
      if (sign == Reals.UNSIGNED) {
        throw NoEnclosureException.BLURRED;
      }
      boolean half =
          exponent.denominator().equals(BigInteger.TWO) && exponent.numerator().bitLength() < 31;
      if (half) {
        return power(new Real<>(reals.root(ball)), exponent.numerator().intValue());
      }
    }
    return logarithmic.power(base, exponent);
  }

  // Of odd degree it is real; else imaginary, where that is wanted.
  private Value<R> ofNegative(Value<R> base, Rational exponent) {
    if (exponent.denominator().testBit(0)) {
      Value<R> positive = power(negate(base), exponent);
      return exponent.numerator().testBit(0) ? negate(positive) : positive;
    }
    if (variables) {
      throw NoEnclosureException.ILLEGAL;
    }
    if (exponent.equals(Rational.of(1, 2))) {
      return complex(reals.of(0), real(power(negate(base), exponent)));
    }
    return exp(times(number(exponent), ln(base)));
  }

  public Value<R> power(Value<R> base, int exponent) {
    if (exponent == 1) {
      return base;
    }
    if (exponent == -1) {
      return inverse(base);
    }
    if (exponent == 0) {
      return one;
    }
    boolean far =
        base instanceof Real<R>(R ball)
            && Math.abs(reals.log2(ball)) * Math.abs((double) exponent) > reals.range()
            && reals.sign(ball) != 0;
    if (far || base instanceof Scaled<R>) {
      return logarithmic.power(base, Rational.of(exponent));
    }
    Value<R> result = base;
    long times = Math.abs((long) exponent);
    for (long bit = Long.highestOneBit(times) >> 1; bit > 0; bit >>= 1) {
      result = times(result, result);
      if ((times & bit) != 0) {
        result = times(result, base);
      }
    }
    return exponent < 0 ? inverse(result) : result;
  }

  /// base to the exponent, neither of them known before.
  public Value<R> raise(Value<R> base, Value<R> exponent) {
    if (exponent instanceof Real<R>(R ball)) {
      @Nullable BigInteger whole = reals.integer(ball);
      if (whole != null && whole.bitLength() <= Rational.MAX_BITS) {
        return power(base, Rational.of(whole));
      }
    }
    if (base instanceof Real<R>(R ball)) {
      int sign = reals.sign(ball);
      if (sign == 0 && exponent instanceof Real<R>(R power) && reals.sign(power) == 1) {
        return zero;
      }
      if (sign == 0 || (sign < 0 && variables)) {
        throw NoEnclosureException.ILLEGAL;
      }
    }
    return exp(times(exponent, ln(base)));
  }

  public Value<R> exp(Value<R> value) {
    return switch (value) {
      case Real<R> _, Scaled<R> _ -> note(logarithmic.exp(1, value));
      case Complex<R>(R real, R angle) -> {
        Value<R> size = exp(new Real<>(real));
        yield times(size, new Complex<>(reals.cos(angle), reals.sin(angle)));
      }
    };
  }

  public Value<R> ln(Value<R> value) {
    return switch (value) {
      case Scaled<R>(int sign, Value<R> ln) when sign > 0 -> ln;
      case Scaled<R> _ ->
          throw variables ? NoEnclosureException.ILLEGAL : NoEnclosureException.UNSUPPORTED;
      case Real<R>(R ball) when reals.sign(ball) >= 0 -> new Real<>(reals.ln(ball));
      case Real<R>(R ball) -> {
        if (variables) {
          throw NoEnclosureException.ILLEGAL;
        }
        yield complex(reals.ln(reals.negate(ball)), reals.pi());
      }
      case Complex<R>(R a, R b) -> {
        R norm = reals.plus(reals.times(a, a), reals.times(b, b));
        R half = reals.times(reals.ln(norm), reals.of(Rational.of(1, 2)));
        yield complex(half, argument(a, b));
      }
    };
  }

  private R argument(R real, R imaginary) {
    if (reals.sign(real) == 1) {
      return reals.atan(reals.over(imaginary, real));
    }
    int sign = reals.sign(imaginary);
    if (Math.abs(sign) != 1) {
      throw NoEnclosureException.BLURRED;
    }
    R quarter = reals.times(reals.pi(), reals.of(Rational.of(sign, 2)));
    return reals.plus(quarter, reals.negate(reals.atan(reals.over(real, imaginary))));
  }

  /// The sign of a value, {@link Reals#UNSIGNED} where it is not real or not known.
  public int sign(Value<R> value) {
    return logarithmic.sign(value);
  }

  /// Whether two values surely differ in size, one of them out of the range of balls.
  public boolean apart(Value<R> left, Value<R> right) {
    return logarithmic.apart(left, right);
  }

  public R real(Value<R> value) {
    return switch (value) {
      case Real<R>(R ball) -> ball;
      case Complex<R>(R real, R _) -> real;
      case Scaled<R> _ -> throw NoEnclosureException.UNSUPPORTED;
    };
  }

  public R imaginary(Value<R> value) {
    return value instanceof Complex<R>(R _, R imaginary) ? imaginary : reals.of(0);
  }

  private Value<R> complex(R real, R imaginary) {
    return reals.sign(imaginary) == 0 ? new Real<>(real) : new Complex<>(real, imaginary);
  }
}
