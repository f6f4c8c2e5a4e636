package fapo.verifier.enclosure.series;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.tree.Node.Function;
import fapo.verifier.enclosure.value.Arithmetic;
import fapo.verifier.expr.Rational;
import java.util.ArrayList;
import java.util.List;

/// Functions of truncated series, by recurrences from their derivatives.
final class SeriesFunctions<R> {
  private static final Rational HALF = Rational.of(1, 2);

  private final Arithmetic<R> arithmetic;
  private final Reals<R> reals;
  private final SeriesArithmetic<R> series;
  private final Coefficients<R> coefficients;
  private boolean oneSided;

  SeriesFunctions(Arithmetic<R> arithmetic, SeriesArithmetic<R> series) {
    this.arithmetic = arithmetic;
    this.reals = arithmetic.reals();
    this.series = series;
    this.coefficients = series.coefficients();
  }

  /// Whether something was used that may be another series for u < 0.
  boolean oneSided() {
    return oneSided;
  }

  Series<R> of(Function function, Series<R> x) {
    return switch (function) {
      case EXP -> exp(x);
      case LN -> ln(x);
      case SIN -> turned(x, false);
      case COS -> turned(x, true);
      case TAN -> quotient(turned(x, false), turned(x, true));
      case COT -> quotient(turned(x, true), turned(x, false));
      case SEC -> series.inverse(turned(x, true));
      case CSC -> series.inverse(turned(x, false));
      case ARCTAN -> arctan(x);
      case ARCSIN -> arcsin(x);
      case ARCCOS -> series.plus(quarter(), series.negate(arcsin(x)));
      case SINH, COSH, TANH, COTH, SECH, CSCH -> hyperbolic(function, x);
      case ABS -> abs(x);
      case ARCCOT,
          ARCSEC,
          ARCCSC,
          ARSINH,
          ARCOSH,
          ARTANH,
          SIGN,
          FLOOR,
          CEIL,
          MAX,
          MIN,
          FACTORIAL,
          BINOM,
          GCD,
          LCM,
          MOD ->
          throw NoEnclosureException.UNSUPPORTED;
    };
  }

  private Series<R> quotient(Series<R> above, Series<R> below) {
    return series.times(above, series.inverse(below));
  }

  private Series<R> quarter() {
    R half = reals.times(reals.pi(), reals.of(HALF));
    return series.constant(coefficients.of(half));
  }

  // y' = a' y
  Series<R> exp(Series<R> x) {
    List<Coefficient<R>> a = series.regular(x);
    List<Coefficient<R>> y = new ArrayList<>();
    y.add(coefficients.of(arithmetic.exp(coefficients.value(a.getFirst()))));
    for (int k = 1; k < a.size(); k++) {
      y.add(series.step(a, y, k));
    }
    return series.series(y);
  }

  // y' a = a'
  Series<R> ln(Series<R> x) {
    Coefficient<R> first = series.leading(x);
    if (x.valuation() != 0) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    List<Coefficient<R>> a = series.regular(x);
    List<Coefficient<R>> y = new ArrayList<>();
    y.add(coefficients.apply(reals::ln, first));
    for (int k = 1; k < a.size(); k++) {
      Coefficient<R> sum = coefficients.zero();
      for (int j = 1; j < k; j++) {
        Coefficient<R> product = coefficients.times(y.get(j), a.get(k - j));
        sum = coefficients.plus(sum, coefficients.times(coefficients.of(j), product));
      }
      Coefficient<R> rest =
          coefficients.plus(a.get(k), coefficients.times(sum, coefficients.of(Rational.of(-1, k))));
      y.add(coefficients.over(rest, first));
    }
    return series.series(y);
  }

  // s' = a' c, c' = −a' s
  private Series<R> turned(Series<R> x, boolean cosine) {
    List<Coefficient<R>> a = series.regular(x);
    List<Coefficient<R>> s = new ArrayList<>();
    List<Coefficient<R>> c = new ArrayList<>();
    s.add(coefficients.apply(reals::sin, a.getFirst()));
    c.add(coefficients.apply(reals::cos, a.getFirst()));
    for (int k = 1; k < a.size(); k++) {
      Coefficient<R> nextSine = series.step(a, c, k);
      c.add(coefficients.negate(series.step(a, s, k)));
      s.add(nextSine);
    }
    return series.series(cosine ? c : s);
  }

  // y' = a'/(1 + a²); at a pole, ±π/2 − arctan(1/a).
  private Series<R> arctan(Series<R> x) {
    if (x.valuation() < 0) {
      oneSided = true;
      Series<R> right = quarter();
      boolean negative = coefficients.sign(series.leading(x)) < 0;
      Series<R> rest = series.negate(arctan(series.inverse(x)));
      return series.plus(negative ? series.negate(right) : right, rest);
    }
    Series<R> one = series.constant(coefficients.of(1));
    Series<R> slope = series.inverse(series.plus(one, series.times(x, x)));
    return integrated(x, slope, coefficients.apply(reals::atan, series.at(x, 0)));
  }

  // y' = a'/√(1 − a²)
  private Series<R> arcsin(Series<R> x) {
    Series<R> one = series.constant(coefficients.of(1));
    Series<R> rest = series.plus(one, series.negate(series.times(x, x)));
    if (rest.valuation() != 0) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    Series<R> slope = power(rest, Rational.of(-1, 2));
    Series<R> first = series.constant(series.at(x, 0));
    Coefficient<R> sine = series.at(x, 0);
    Coefficient<R> cosine =
        series.at(power(series.plus(one, series.negate(series.times(first, first))), HALF), 0);
    Coefficient<R> start = coefficients.apply(reals::atan, coefficients.over(sine, cosine));
    return integrated(x, slope, start);
  }

  // The integral of a'·slope from a value at 0.
  private Series<R> integrated(Series<R> x, Series<R> slope, Coefficient<R> start) {
    List<Coefficient<R>> a = series.regular(x);
    List<Coefficient<R>> b = series.regular(slope);
    List<Coefficient<R>> y = new ArrayList<>();
    y.add(start);
    for (int k = 1; k < Math.min(a.size(), b.size() + 1); k++) {
      y.add(series.step(a, b, k));
    }
    return series.series(y);
  }

  private Series<R> hyperbolic(Function function, Series<R> x) {
    Series<R> up = exp(x);
    Series<R> down = exp(series.negate(x));
    Series<R> sum = series.plus(up, down);
    Series<R> difference = series.plus(up, series.negate(down));
    Series<R> half = series.constant(coefficients.of(HALF));
    Series<R> two = series.constant(coefficients.of(2));
    return switch (function) {
      case SINH -> series.times(difference, half);
      case COSH -> series.times(sum, half);
      case TANH -> quotient(difference, sum);
      case COTH -> quotient(sum, difference);
      case SECH -> quotient(two, sum);
      default -> quotient(two, difference);
    };
  }

  private Series<R> abs(Series<R> x) {
    oneSided |= x.valuation() != 0;
    return coefficients.sign(series.leading(x)) < 0 ? series.negate(x) : x;
  }

  /// (c·u^v·g)^q = c^q·u^(vq)·g^q with g = 1 + …, and y = g^q has g y' = q g' y.
  Series<R> power(Series<R> x, Rational exponent) {
    Coefficient<R> first = series.leading(x);
    Rational valuation = exponent.times(Rational.of(x.valuation()));
    if (!valuation.fitsInt()) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    oneSided |= !exponent.whole() && x.valuation() != 0;
    List<Coefficient<R>> y = new ArrayList<>();
    y.add(coefficients.of(1));
    for (int k = 1; k < x.terms().size(); k++) {
      Coefficient<R> sum = coefficients.zero();
      for (int j = 1; j <= k; j++) {
        Rational weight = exponent.times(Rational.of(j)).minus(Rational.of(k - j));
        Coefficient<R> g = coefficients.over(x.terms().get(j), first);
        sum =
            coefficients.plus(
                sum,
                coefficients.times(coefficients.of(weight), coefficients.times(g, y.get(k - j))));
      }
      y.add(coefficients.times(sum, coefficients.of(Rational.of(1, k))));
    }
    Coefficient<R> scale = scale(first, exponent);
    List<Coefficient<R>> terms = new ArrayList<>();
    for (Coefficient<R> term : y) {
      terms.add(coefficients.times(scale, term));
    }
    return new Series<>(valuation.numerator().intValue(), terms);
  }

  private Coefficient<R> scale(Coefficient<R> first, Rational exponent) {
    Rational exact = first.exact();
    boolean small = exact != null && exponent.fitsInt() && Math.abs(exponent.approximate()) < 20;
    return small && exact != null
        ? coefficients.of(exact.power(exponent.numerator().intValue()))
        : coefficients.of(arithmetic.power(coefficients.value(first), exponent));
  }
}
