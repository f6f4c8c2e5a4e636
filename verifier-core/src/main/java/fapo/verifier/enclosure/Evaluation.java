package fapo.verifier.enclosure;

import fapo.verifier.enclosure.ball.DoubleBall;
import fapo.verifier.enclosure.ball.DoubleBalls;
import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.series.Expansion;
import fapo.verifier.enclosure.series.Quadrature;
import fapo.verifier.enclosure.series.Rules;
import fapo.verifier.enclosure.tree.Node;
import fapo.verifier.enclosure.value.Arithmetic;
import fapo.verifier.enclosure.value.Determinants;
import fapo.verifier.enclosure.value.Functions;
import fapo.verifier.enclosure.value.Value;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of nodes at one point after another, at one precision.
///
/// @param <R> a real ball
final class Evaluation<R> {
  private static final long MOST_TERMS = 10_000;

  private final Arithmetic<R> arithmetic;
  private final Functions<R> functions;
  private final Work work;
  private final Rules<R> rules;
  private final @Nullable Value<R>[] point;

  /// @param slots names, bound ones included
  @SuppressWarnings({"unchecked", "rawtypes"})
  Evaluation(Reals<R> reals, Work work, int slots, boolean variables) {
    this.arithmetic = new Arithmetic<>(reals, variables);
    this.functions = new Functions<>(arithmetic);
    this.work = work;
    this.rules = new Rules<>(reals, work);
    this.point = new Value[slots];
  }

  Arithmetic<R> arithmetic() {
    return arithmetic;
  }

  void at(int slot, Value<R> value) {
    point[slot] = value;
  }

  void clear() {
    Arrays.fill(point, null);
    arithmetic.forget();
  }

  /// @throws NoEnclosureException where it has no value here
  Value<R> of(Node node) {
    return arithmetic.note(
        switch (node) {
          case Node.Fraction(Rational value) -> arithmetic.number(value);
          case Node.Variable(int slot) -> variable(slot);
          case Node.Pi _ -> new Value.Real<>(arithmetic.reals().pi());
          case Node.Imaginary _ ->
              new Value.Complex<>(arithmetic.reals().of(0), arithmetic.reals().of(1));
          case Node.Plus(List<Node> terms) -> sum(terms);
          case Node.Times(List<Node> factors) -> product(factors);
          case Node.Power(Node base, Rational exponent) -> arithmetic.power(of(base), exponent);
          case Node.Raised(Node base, Node exponent) -> arithmetic.raise(of(base), of(exponent));
          case Node.Apply(Node.Function function, List<Node> arguments) ->
              functions.of(function, all(arguments));
          case Node.Determinant(List<List<Node>> rows) ->
              Determinants.of(rows.stream().map(this::all).toList(), arithmetic);
          case Node.Repeated repeated -> repeated(repeated);
          case Node.Derivative(Node body, int slot, Node at) ->
              new Expansion<>(arithmetic, this::of, slot).derivative(body, of(at));
          case Node.Limit(Node body, int slot, Node at, int infinity, int side) -> {
            Expansion<R> expansion = new Expansion<>(arithmetic, this::of, slot);
            yield infinity == 0
                ? expansion.limit(body, of(at), side)
                : expansion.limitAtInfinity(body, infinity);
          }
          case Node.Integral integral -> integral(integral);
        });
  }

  private Value<R> variable(int slot) {
    Value<R> value = point[slot];
    if (value == null) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    return value;
  }

  private List<Value<R>> all(List<Node> nodes) {
    if (nodes.size() == 1) {
      return List.of(of(nodes.getFirst()));
    }
    List<Value<R>> values = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      values.add(of(node));
    }
    return values;
  }

  private Value<R> sum(List<Node> terms) {
    Value<R> sum = of(terms.getFirst());
    for (int i = 1; i < terms.size(); i++) {
      sum = arithmetic.plus(sum, of(terms.get(i)));
    }
    return sum;
  }

  private Value<R> product(List<Node> factors) {
    Value<R> product = of(factors.getFirst());
    for (int i = 1; i < factors.size(); i++) {
      product = arithmetic.times(product, of(factors.get(i)));
    }
    return product;
  }

  private Value<R> repeated(Node.Repeated repeated) {
    long lower = whole(of(repeated.lower()));
    long upper = whole(of(repeated.upper()));
    if (upper - lower >= MOST_TERMS) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    if (upper < lower - 1) {
      throw NoEnclosureException.ILLEGAL;
    }
    Value<R> result = arithmetic.integer(repeated.product() ? 1 : 0);
    for (long k = lower; k <= upper; k++) {
      point[repeated.slot()] = arithmetic.integer(k);
      Value<R> term = of(repeated.body());
      result = repeated.product() ? arithmetic.times(result, term) : arithmetic.plus(result, term);
    }
    return result;
  }

  private long whole(Value<R> value) {
    @Nullable BigInteger whole =
        value instanceof Value.Real<R>(R ball) ? arithmetic.reals().integer(ball) : null;
    if (whole == null || whole.bitLength() > 40) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    return whole.longValue();
  }

  private Value<R> integral(Node.Integral integral) {
    if (!analytic(integral.body(), integral.slot())) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    Reals<R> reals = arithmetic.reals();
    R lower = arithmetic.real(of(integral.lower()));
    R upper = arithmetic.real(of(integral.upper()));
    DoubleBalls doubles = new DoubleBalls(work);
    Evaluation<DoubleBall> coarse = new Evaluation<>(doubles, work, point.length, false);
    for (int slot = 0; slot < point.length; slot++) {
      if (point[slot] instanceof Value.Real<R>(R ball)) {
        coarse.point[slot] = new Value.Real<>(reals.coarse(ball));
      }
    }
    Quadrature<R> quadrature =
        new Quadrature<>(
            reals,
            doubles,
            rules,
            x -> {
              point[integral.slot()] = x;
              return of(integral.body());
            },
            z -> {
              coarse.point[integral.slot()] = z;
              return coarse.of(integral.body());
            });
    return new Value.Real<>(quadrature.over(lower, upper));
  }

  // Whether every function of the name is analytic where its value over a complex box is enclosed.
  private static boolean analytic(Node node, int slot) {
    if (!node.mentions(slot)) {
      return true;
    }
    return switch (node) {
      case Node.Fraction _, Node.Variable _, Node.Pi _, Node.Imaginary _ -> true;
      case Node.Plus(List<Node> terms) -> all(terms, slot);
      case Node.Times(List<Node> factors) -> all(factors, slot);
      case Node.Power(Node base, Rational _) -> analytic(base, slot);
      case Node.Raised(Node base, Node exponent) ->
          analytic(base, slot) && analytic(exponent, slot);
      case Node.Apply(Node.Function function, List<Node> arguments) ->
          function.analytic() && all(arguments, slot);
      case Node.Determinant _, Node.Repeated _, Node.Derivative _, Node.Integral _, Node.Limit _ ->
          false;
    };
  }

  private static boolean all(List<Node> nodes, int slot) {
    return nodes.stream().allMatch(node -> analytic(node, slot));
  }
}
