package fapo.verifier.enclosure.series;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.tree.Node;
import fapo.verifier.enclosure.tree.Node.Function;
import fapo.verifier.enclosure.value.Arithmetic;
import fapo.verifier.enclosure.value.Value;
import fapo.verifier.expr.Rational;
import java.util.List;

/// Expands nodes in one name: limits and derivatives are coefficients of what comes out.
///
/// @param <R> a real ball
public final class Expansion<R> {
  private static final int LIMIT_ORDER = 10;

  /// Evaluates what does not contain the name.
  @FunctionalInterface
  public interface Constants<R> {
    Value<R> of(Node node);
  }

  private final Arithmetic<R> arithmetic;
  private final Constants<R> constants;
  private final int slot;
  private final Coefficients<R> coefficients;
  private SeriesArithmetic<R> series;
  private SeriesFunctions<R> functions;
  private Series<R> name;

  /// @param slot the name
  public Expansion(Arithmetic<R> arithmetic, Constants<R> constants, int slot) {
    this.arithmetic = arithmetic;
    this.constants = constants;
    this.slot = slot;
    this.coefficients = new Coefficients<>(arithmetic.reals());
    this.series = new SeriesArithmetic<>(coefficients, 2);
    this.functions = new SeriesFunctions<>(arithmetic, series);
    this.name = series.pole(1);
  }

  /// The derivative by the name at a real point.
  public Value<R> derivative(Node body, Value<R> at) {
    order(2);
    name = series.line(coefficients.of(at), 1);
    Series<R> expanded = of(body);
    if (expanded.valuation() < 0 || expanded.end() < 2) {
      throw NoEnclosureException.BLURRED;
    }
    return coefficients.value(series.at(expanded, 1));
  }

  /// @param at the point approached
  /// @param side 1 from above, −1 from below, 0 from both sides
  public Value<R> limit(Node body, Value<R> at, int side) {
    order(LIMIT_ORDER);
    name = series.line(coefficients.of(at), side < 0 ? -1 : 1);
    Coefficient<R> limit = first(of(body));
    if (side == 0 && functions.oneSided()) {
      name = series.line(coefficients.of(at), -1);
      Coefficient<R> other = first(of(body));
      Rational exact = limit.exact();
      if (exact == null || !exact.equals(other.exact())) {
        throw NoEnclosureException.UNSUPPORTED;
      }
    }
    return coefficients.value(limit);
  }

  /// @param sign of the infinity approached
  public Value<R> limitAtInfinity(Node body, int sign) {
    order(LIMIT_ORDER);
    name = series.pole(sign);
    return coefficients.value(first(of(body)));
  }

  private void order(int order) {
    series = new SeriesArithmetic<>(coefficients, order);
    functions = new SeriesFunctions<>(arithmetic, series);
  }

  // The coefficient of u^0, where there is no pole.
  private Coefficient<R> first(Series<R> expanded) {
    if (expanded.end() <= 0) {
      throw NoEnclosureException.BLURRED;
    }
    if (expanded.valuation() < 0) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    return series.at(expanded, 0);
  }

  private Series<R> of(Node node) {
    if (!node.mentions(slot)) {
      return node instanceof Node.Fraction(Rational value)
          ? series.constant(coefficients.of(value))
          : series.constant(coefficients.of(constants.of(node)));
    }
    return switch (node) {
      case Node.Variable _ -> name;
      case Node.Plus(List<Node> terms) -> {
        Series<R> sum = of(terms.getFirst());
        for (Node term : terms.subList(1, terms.size())) {
          sum = series.plus(sum, of(term));
        }
        yield sum;
      }
      case Node.Times(List<Node> factors) -> {
        Series<R> product = of(factors.getFirst());
        for (Node factor : factors.subList(1, factors.size())) {
          product = series.times(product, of(factor));
        }
        yield product;
      }
      case Node.Power(Node base, Rational exponent) -> power(of(base), exponent);
      case Node.Raised(Node base, Node exponent) ->
          functions.exp(series.times(of(exponent), functions.ln(of(base))));
      case Node.Apply(Function function, List<Node> arguments) ->
          functions.of(function, of(arguments.getFirst()));
      case Node.Fraction _,
          Node.Pi _,
          Node.Imaginary _,
          Node.Determinant _,
          Node.Repeated _,
          Node.Derivative _,
          Node.Integral _,
          Node.Limit _ ->
          throw NoEnclosureException.UNSUPPORTED;
    };
  }

  // A positive whole power needs no first coefficient that is known.
  private Series<R> power(Series<R> base, Rational exponent) {
    if (exponent.fitsInt() && exponent.signum() > 0 && exponent.approximate() <= 8) {
      Series<R> product = base;
      for (int i = 1; i < exponent.numerator().intValue(); i++) {
        product = series.times(product, base);
      }
      return product;
    }
    return functions.power(base, exponent);
  }
}
