package fapo.verifier.enclosure.value;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.tree.Node.Function;
import fapo.verifier.enclosure.value.Value.Complex;
import fapo.verifier.enclosure.value.Value.Real;
import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of named functions, each by exp, ln, sine, cosine and arctangent.
///
/// @param <R> a real ball
public final class Functions<R> {
  private static final Rational HALF = Rational.of(1, 2);

  private final Arithmetic<R> arithmetic;
  private final Reals<R> reals;
  private final IntegerFunctions<R> integers;

  public Functions(Arithmetic<R> arithmetic) {
    this.arithmetic = arithmetic;
    this.reals = arithmetic.reals();
    this.integers = new IntegerFunctions<>(arithmetic);
  }

  public Value<R> of(Function function, List<Value<R>> arguments) {
    Value<R> x = arguments.getFirst();
    return switch (function) {
      case EXP -> arithmetic.exp(x);
      case LN -> arithmetic.ln(x);
      case SIN, COS, TAN, COT, SEC, CSC -> trigonometric(function, x);
      case ARCSIN, ARCCOS, ARCTAN, ARCCOT, ARCSEC, ARCCSC -> new Real<>(inverse(function, x));
      case SINH, COSH, TANH, COTH, SECH, CSCH -> hyperbolic(function, x);
      case ARSINH, ARCOSH, ARTANH -> area(function, x);
      case ABS -> abs(x);
      case SIGN -> sign(x);
      case FLOOR -> floor(x);
      case CEIL -> arithmetic.negate(floor(arithmetic.negate(x)));
      case MAX -> extreme(arguments, 1);
      case MIN -> extreme(arguments, -1);
      case FACTORIAL, BINOM, GCD, LCM, MOD -> integers.of(function, arguments);
    };
  }

  private Value<R> trigonometric(Function function, Value<R> x) {
    return switch (function) {
      case SIN -> sine(x);
      case COS -> cosine(x);
      case TAN -> quotient(sine(x), cosine(x));
      case COT -> quotient(cosine(x), sine(x));
      case SEC -> arithmetic.inverse(cosine(x));
      default -> arithmetic.inverse(sine(x));
    };
  }

  // sin(a + bi) = sin a cosh b + i cos a sinh b
  private Value<R> sine(Value<R> x) {
    if (x instanceof Complex<R>(R a, R b)) {
      Value<R> imaginary = new Real<>(b);
      return arithmetic.plus(
          arithmetic.times(new Real<>(reals.sin(a)), hyperbolic(Function.COSH, imaginary)),
          timesI(arithmetic.times(new Real<>(reals.cos(a)), hyperbolic(Function.SINH, imaginary))));
    }
    return new Real<>(reals.sin(arithmetic.real(x)));
  }

  // cos(a + bi) = cos a cosh b − i sin a sinh b
  private Value<R> cosine(Value<R> x) {
    if (x instanceof Complex<R>(R a, R b)) {
      Value<R> imaginary = new Real<>(b);
      return arithmetic.plus(
          arithmetic.times(new Real<>(reals.cos(a)), hyperbolic(Function.COSH, imaginary)),
          arithmetic.negate(
              timesI(
                  arithmetic.times(
                      new Real<>(reals.sin(a)), hyperbolic(Function.SINH, imaginary)))));
    }
    return new Real<>(reals.cos(arithmetic.real(x)));
  }

  private Value<R> timesI(Value<R> x) {
    return new Complex<>(reals.of(0), arithmetic.real(x));
  }

  private Value<R> quotient(Value<R> above, Value<R> below) {
    return arithmetic.times(above, arithmetic.inverse(below));
  }

  private R inverse(Function function, Value<R> value) {
    if (!(value instanceof Real<R>(R x))) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    R one = reals.of(1);
    return switch (function) {
      case ARCTAN -> reals.atan(x);
      case ARCCOT -> {
        // Its range for negative numbers is a matter of taste.
        if (reals.sign(x) == -1) {
          throw NoEnclosureException.ILLEGAL;
        }
        yield reals.plus(quarter(), reals.negate(reals.atan(x)));
      }
      case ARCSIN -> arcsine(x);
      case ARCCOS -> reals.plus(quarter(), reals.negate(arcsine(x)));
      case ARCSEC -> reals.plus(quarter(), reals.negate(arcsine(reals.over(one, x))));
      default -> arcsine(reals.over(one, x));
    };
  }

  private R quarter() {
    return reals.times(reals.pi(), reals.of(HALF));
  }

  // arcsin x = 2 arctan(x/(1 + √(1 − x²)))
  private R arcsine(R x) {
    R one = reals.of(1);
    R rest = reals.plus(one, reals.negate(reals.times(x, x)));
    R below = reals.plus(one, reals.root(rest));
    return reals.times(reals.of(2), reals.atan(reals.over(x, below)));
  }

  private Value<R> hyperbolic(Function function, Value<R> x) {
    Value<R> up = arithmetic.exp(x);
    Value<R> down = arithmetic.inverse(up);
    Value<R> sum = arithmetic.plus(up, down);
    Value<R> difference = arithmetic.plus(up, arithmetic.negate(down));
    Value<R> half = arithmetic.number(HALF);
    return switch (function) {
      case SINH -> arithmetic.times(difference, half);
      case COSH -> arithmetic.times(sum, half);
      case TANH -> quotient(difference, sum);
      case COTH -> quotient(sum, difference);
      case SECH -> quotient(arithmetic.integer(2), sum);
      default -> quotient(arithmetic.integer(2), difference);
    };
  }

  private Value<R> area(Function function, Value<R> x) {
    Value<R> one = arithmetic.integer(1);
    if (function == Function.ARTANH) {
      Value<R> ratio =
          quotient(arithmetic.plus(one, x), arithmetic.plus(one, arithmetic.negate(x)));
      return arithmetic.times(arithmetic.number(HALF), realLogarithm(ratio));
    }
    if (function == Function.ARSINH && known(x) < 0) {
      return arithmetic.negate(area(function, arithmetic.negate(x)));
    }
    if (function == Function.ARCOSH && known(x) < 0) {
      throw NoEnclosureException.ILLEGAL;
    }
    Value<R> shift = function == Function.ARSINH ? one : arithmetic.negate(one);
    Value<R> under = arithmetic.plus(arithmetic.times(x, x), shift);
    if (known(under) < 0) {
      throw NoEnclosureException.ILLEGAL;
    }
    return arithmetic.ln(arithmetic.plus(x, arithmetic.power(under, HALF)));
  }

  private Value<R> realLogarithm(Value<R> x) {
    if (known(x) < 0) {
      throw NoEnclosureException.ILLEGAL;
    }
    return arithmetic.ln(x);
  }

  // The sign, 0 also where it is not known.
  private int known(Value<R> x) {
    int sign = arithmetic.sign(x);
    return sign == Reals.UNSIGNED ? 0 : sign;
  }

  private Value<R> abs(Value<R> x) {
    if (x instanceof Complex<R>(R a, R b)) {
      return new Real<>(reals.root(reals.plus(reals.times(a, a), reals.times(b, b))));
    }
    int sign = arithmetic.sign(x);
    if (sign != Reals.UNSIGNED) {
      return sign < 0 ? arithmetic.negate(x) : x;
    }
    R ball = arithmetic.real(x);
    return new Real<>(reals.hull(ball, reals.negate(ball)));
  }

  private Value<R> sign(Value<R> x) {
    int sign = arithmetic.sign(x);
    if (sign == Reals.UNSIGNED) {
      throw NoEnclosureException.BLURRED;
    }
    return arithmetic.integer(sign);
  }

  private Value<R> floor(Value<R> x) {
    if (!(x instanceof Real<R>(R ball))) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    @Nullable BigInteger floor = reals.floor(ball);
    if (floor == null) {
      throw NoEnclosureException.BLURRED;
    }
    return arithmetic.number(Rational.of(floor));
  }

  private Value<R> extreme(List<Value<R>> values, int direction) {
    Value<R> most = values.getFirst();
    for (Value<R> value : values.subList(1, values.size())) {
      int sign = arithmetic.sign(arithmetic.plus(value, arithmetic.negate(most)));
      if (sign == Reals.UNSIGNED) {
        most = new Real<>(reals.hull(arithmetic.real(most), arithmetic.real(value)));
      } else {
        most = sign == direction ? value : most;
      }
    }
    return most;
  }
}
