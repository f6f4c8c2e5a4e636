package fapo.verifier.enclosure.tree;

import fapo.verifier.expr.Rational;
import java.util.List;

/// An expression made ready for repeated evaluation: names are slots, rational constants are
/// folded, and what has no value here is already refused.
public sealed interface Node {
  record Fraction(Rational value) implements Node {}

  record Variable(int slot) implements Node {}

  record Pi() implements Node {}

  record Imaginary() implements Node {}

  record Plus(List<Node> terms) implements Node {}

  record Times(List<Node> factors) implements Node {}

  /// A power with an exact exponent; roots of odd degree of negative numbers are real.
  record Power(Node base, Rational exponent) implements Node {}

  record Raised(Node base, Node exponent) implements Node {}

  record Apply(Function function, List<Node> arguments) implements Node {}

  record Determinant(List<List<Node>> rows) implements Node {}

  /// A finite sum, or product, of the body over the integers of a slot.
  record Repeated(boolean product, Node body, int slot, Node lower, Node upper) implements Node {}

  /// By the name of a slot, at a value of that name.
  record Derivative(Node body, int slot, Node at) implements Node {}

  record Integral(Node body, int slot, Node lower, Node upper) implements Node {}

  /// @param infinity 1 or −1 where the name grows or falls without bound; then `at` says nothing
  /// @param side 1 from above, −1 from below, 0 from both sides
  record Limit(Node body, int slot, Node at, int infinity, int side) implements Node {}

  /// Whether the value depends on a slot from outside.
  default boolean mentions(int slot) {
    return switch (this) {
      case Fraction _, Pi _, Imaginary _ -> false;
      case Variable(int own) -> own == slot;
      case Plus(List<Node> terms) -> any(terms, slot);
      case Times(List<Node> factors) -> any(factors, slot);
      case Power(Node base, Rational _) -> base.mentions(slot);
      case Raised(Node base, Node exponent) -> base.mentions(slot) || exponent.mentions(slot);
      case Apply(Function _, List<Node> arguments) -> any(arguments, slot);
      case Determinant(List<List<Node>> rows) -> rows.stream().anyMatch(row -> any(row, slot));
      case Repeated(boolean _, Node body, int _, Node lower, Node upper) ->
          any(List.of(body, lower, upper), slot);
      case Derivative(Node body, int _, Node at) -> any(List.of(body, at), slot);
      case Integral(Node body, int _, Node lower, Node upper) ->
          any(List.of(body, lower, upper), slot);
      case Limit(Node body, int _, Node at, int _, int _) -> any(List.of(body, at), slot);
    };
  }

  private static boolean any(List<Node> nodes, int slot) {
    for (Node node : nodes) {
      if (node.mentions(slot)) {
        return true;
      }
    }
    return false;
  }

  /// Functions that are evaluated.
  enum Function {
    EXP,
    LN,
    SIN,
    COS,
    TAN,
    COT,
    SEC,
    CSC,
    ARCSIN,
    ARCCOS,
    ARCTAN,
    ARCCOT,
    ARCSEC,
    ARCCSC,
    SINH,
    COSH,
    TANH,
    COTH,
    SECH,
    CSCH,
    ARSINH,
    ARCOSH,
    ARTANH,
    ABS,
    SIGN,
    FLOOR,
    CEIL,
    MAX,
    MIN,
    FACTORIAL,
    BINOM,
    GCD,
    LCM,
    MOD;

    /// Whether it is analytic wherever a complex argument is not on a branch cut.
    public boolean analytic() {
      return compareTo(ARTANH) <= 0;
    }
  }
}
