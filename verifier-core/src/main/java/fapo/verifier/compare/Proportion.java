package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Work;
import fapo.verifier.modular.Ratio;

/// Whether one expression with names in it is a constant times another, and with which sign.
final class Proportion {
  private Proportion() {}

  /// The sign of `c` where `a = c·b` with a rational `c ≠ 0`; 0 where that is not known.
  static int sign(Expr a, Expr b, Work work) {
    return new Ratio(work).sign(a, b);
  }

  /// Whether `a = c·b` with any constant `c ≠ 0`.
  static boolean holds(Expr a, Expr b, Work work) {
    return new Ratio(work).constant(a, b);
  }
}
