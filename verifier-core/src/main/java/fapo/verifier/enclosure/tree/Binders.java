package fapo.verifier.enclosure.tree;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.expr.Rational;
import java.util.List;

/// Reads operators that bind a name: sums, products, integrals, limits, derivatives.
final class Binders {
  private static final Expr NOTHING = new Expr.Words("");
  private static final Node ZERO = new Node.Fraction(Rational.ZERO);

  private final Reading reading;
  private final Slots slots;

  Binders(Reading reading, Slots slots) {
    this.reading = reading;
    this.slots = slots;
  }

  Node read(Expr.Bound bound) {
    return switch (bound.binder()) {
      case SUM -> repeated(bound, false);
      case PRODUCT -> repeated(bound, true);
      case INTEGRAL -> integral(bound);
      case LIMIT -> limit(bound);
      case DERIVATIVE -> derivative(bound);
      case UNION, INTERSECTION -> throw NoEnclosureException.UNSUPPORTED;
    };
  }

  private Node repeated(Expr.Bound bound, boolean product) {
    boolean before = slots.integers(true);
    Node lower = reading.read(bound.lower());
    Node upper = reading.read(bound.upper());
    int slot = slots.bind(bound.name());
    slots.integers(before);
    return new Node.Repeated(product, body(bound, slot), slot, lower, upper);
  }

  private Node integral(Expr.Bound bound) {
    Node lower = reading.read(bound.lower());
    Node upper = reading.read(bound.upper());
    int slot = slots.bind(bound.name());
    return new Node.Integral(body(bound, slot), slot, lower, upper);
  }

  private Node limit(Expr.Bound bound) {
    int infinity = infinity(bound.lower());
    Node at = infinity == 0 ? reading.read(bound.lower()) : ZERO;
    int side =
        switch (bound.upper()) {
          case Expr.Words(String text) when text.equals("+") -> 1;
          case Expr.Words(String text) when text.equals("-") -> -1;
          case Expr.Words(String text) when text.isEmpty() -> 0;
          default -> throw NoEnclosureException.UNSUPPORTED;
        };
    int slot = slots.bind(bound.name());
    return new Node.Limit(body(bound, slot), slot, at, infinity, side);
  }

  private static int infinity(Expr point) {
    Expr positive = new Expr.Const(Constant.INFINITY);
    if (point.equals(positive)) {
      return 1;
    }
    boolean negative =
        point instanceof Expr.Product(List<Expr> factors)
            && factors.equals(List.of(Expr.Num.of(-1), positive));
    return negative ? -1 : 0;
  }

  // d/dx f is the derivative at x of f of a name of its own.
  private Node derivative(Expr.Bound bound) {
    if (!bound.lower().equals(NOTHING) || !bound.upper().equals(NOTHING)) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    Node at = new Node.Variable(slots.slot(bound.name()));
    int slot = slots.bind(bound.name());
    return new Node.Derivative(body(bound, slot), slot, at);
  }

  private Node body(Expr.Bound bound, int slot) {
    Node body = reading.read(bound.body());
    slots.unbind(slot);
    return body;
  }
}
