package fapo.verifier.enclosure;

import fapo.verifier.expr.Rational;
import java.util.List;

/// An expression made ready for repeated evaluation: names are slots, rational constants are
/// folded, and what has no value here is already refused.
sealed interface Node {
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
    MOD
  }
}
