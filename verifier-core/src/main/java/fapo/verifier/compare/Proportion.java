package fapo.verifier.compare;

import fapo.verifier.canon.Canonicalizer;
import fapo.verifier.canon.NoFormException;
import fapo.verifier.expr.Expr;

/// Whether one expression is a constant times another, and with which sign.
final class Proportion {
  private Proportion() {}

  /// The sign of `c` where `a = c·b` with a rational `c ≠ 0`; 0 where that is not known.
  static int sign(Expr a, Expr b) {
    try {
      Canonicalizer canonicalizer = new Canonicalizer(false);
      return canonicalizer.ratio(canonicalizer.form(a), canonicalizer.form(b)).signum();
    } catch (NoFormException _) {
      return 0;
    }
  }
}
