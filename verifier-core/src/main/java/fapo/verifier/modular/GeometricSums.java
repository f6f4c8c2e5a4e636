package fapo.verifier.modular;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import java.util.List;

/// Images of `Σ c·q^k` to a symbolic bound: `c·q^a·(q^N − 1)/(q − 1)` for the N terms from a.
final class GeometricSums {
  private static final int SAMPLES = 4;
  private static final Expr INFINITY = new Expr.Const(Expr.Constant.INFINITY);

  private final Evaluation at;
  private final long[] terms = new long[SAMPLES];

  GeometricSums(Evaluation at) {
    this.at = at;
  }

  /// Leaves the image; false where the terms are in no constant ratio but 1, or a bound has no
  /// image.
  boolean image(Expr.Bound of, int level) {
    Rational lower = at.exact.value(of.lower());
    if (lower != null && of.upper().equals(INFINITY)) {
      return level == 0 && lower.fitsInt() && endless(of, lower.above());
    }
    boolean usual =
        lower != null
            && lower.fitsInt()
            && level == 0
            && !(of.upper() instanceof Expr.Words)
            && !(of.upper() instanceof Expr.Const);
    if (!usual || lower == null || !sample(of, lower.above())) {
      return false;
    }
    Field f = at.field(level);
    at.work.step(32);
    long ratio = f.mul(terms[1], f.inverse(terms[0]));
    for (int i = 1; i + 1 < SAMPLES; i++) {
      if (terms[i + 1] != f.mul(terms[i], ratio)) {
        return false;
      }
    }
    if (ratio == f.one) {
      return false;
    }
    Expr count = new Expr.Sum(List.of(of.upper(), Expr.Num.of(1 - lower.above())));
    at.powers.raised(ratio, count, level);
    long above = f.mul(terms[0], f.sub(at.v.re, f.one));
    at.v.set(f.mul(above, f.inverse(f.sub(ratio, f.one))), 0);
    return true;
  }

  // `a + ar + ar² + … = a/(1 − r)` for rational terms with |r| < 1.
  private boolean endless(Expr.Bound of, long lower) {
    if (!at.exact.bind(of.name(), Rational.of(lower))) {
      return false;
    }
    Rational first = at.exact.value(of.body());
    Rational before = first;
    Rational ratio = null;
    for (int i = 1; i < SAMPLES && before != null && before.signum() != 0; i++) {
      at.exact.rebind(Rational.of(lower + i));
      Rational term = at.exact.value(of.body());
      Rational next = term == null ? null : term.dividedBy(before);
      before = next == null || (ratio != null && !next.equals(ratio)) ? null : term;
      ratio = next;
    }
    at.exact.release();
    boolean converges =
        first != null
            && before != null
            && before.signum() != 0
            && ratio != null
            && ratio.abs().compareTo(Rational.ONE) < 0;
    if (!converges || first == null || ratio == null) {
      return false;
    }
    at.image(new Expr.Num(first.dividedBy(Rational.ONE.minus(ratio)), false), 0);
    return true;
  }

  private boolean sample(Expr.Bound of, long lower) {
    if (!at.exact.bind(of.name(), Rational.of(lower))) {
      return false;
    }
    boolean real = true;
    for (int i = 0; i < SAMPLES && real; i++) {
      at.exact.rebind(Rational.of(lower + i));
      at.image(of.body(), 0);
      real = at.v.real() && !at.v.zero() && !at.stopped();
      terms[i] = at.v.re;
    }
    at.exact.release();
    return real;
  }
}
