package fapo.verifier.modular;

import fapo.verifier.canon.Derivative;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Binder;
import fapo.verifier.expr.Rational;

/// Images of bounded sums and products: term by term between integers; with other bounds a random
/// element that depends on the body as a function of the bound name, and on the bounds.
final class Sums {
  private static final int MOST_TERMS = 10_000;
  private static final int SAMPLES = 3;

  private final Evaluation at;
  private final ClosedSums closed;
  private final GeometricSums geometric;

  Sums(Evaluation at) {
    this.at = at;
    this.closed = new ClosedSums(at);
    this.geometric = new GeometricSums(at);
  }

  void bound(Expr.Bound of, int level) {
    boolean counted = of.binder() == Binder.SUM || of.binder() == Binder.PRODUCT;
    Rational lower = counted ? at.exact.value(of.lower()) : null;
    Rational upper = lower == null ? null : at.exact.value(of.upper());
    if (lower != null
        && upper != null
        && lower.fitsInt()
        && upper.fitsInt()
        && upper.above() - lower.above() < MOST_TERMS) {
      terms(of, lower.above(), upper.above(), level);
    } else if (of.binder() == Binder.DERIVATIVE) {
      derivative(of, level);
    } else if (of.binder() != Binder.SUM
        || !(closed.image(of, level) || geometric.image(of, level))) {
      sampled(of, level);
    }
  }

  private void terms(Expr.Bound of, long lower, long upper, int level) {
    if (!at.exact.bind(of.name(), Rational.of(lower))) {
      at.unsupported();
      return;
    }
    Field f = at.field(level);
    boolean product = of.binder() == Binder.PRODUCT;
    long re = product ? f.one : 0;
    long im = 0;
    for (long k = lower; k <= upper && !at.stopped(); k++) {
      at.exact.rebind(Rational.of(k));
      at.image(of.body(), level);
      if (product) {
        at.v.times(f, re, im);
      } else {
        at.v.plus(f, re, im);
      }
      re = at.v.re;
      im = at.v.im;
    }
    at.exact.release();
    at.v.set(re, im);
  }

  private void derivative(Expr.Bound of, int level) {
    boolean bound = at.exact.of(of.name()) != null;
    Expr derivative = bound ? null : Derivative.of(of.body(), of.name(), at.work);
    if (derivative == null) {
      sampled(of, level);
    } else {
      at.image(derivative, level);
    }
  }

  // Derivatives and integrals without bounds are functions of their name.
  private static boolean free(Expr.Bound of) {
    return of.binder() == Binder.DERIVATIVE
        || (of.binder() == Binder.INTEGRAL && of.upper() instanceof Expr.Words);
  }

  private void sampled(Expr.Bound of, int level) {
    if (of.binder() == Binder.UNION || of.binder() == Binder.INTERSECTION) {
      at.unsupported();
      return;
    }
    long hash = Point.hash(of.binder().symbol(), 0);
    if (free(of)) {
      at.image(new Expr.Sym(of.name()), level);
      hash = Point.mix(hash, at.v.re);
    }
    int outer = at.marks;
    for (int i = 0; i < SAMPLES && !at.stopped(); i++) {
      long k = (Point.hash("§", i) >>> 34) + 1;
      if (!at.exact.bind(of.name(), Rational.of(k))) {
        at.unsupported();
        return;
      }
      hash = at.hashed(hash, of.body(), level);
      at.exact.release();
    }
    hash = side(hash, of.lower(), level);
    hash = side(hash, of.upper(), level);
    if (!at.stopped()) {
      at.marks |= outer;
      at.random(hash, level);
    }
  }

  private long side(long hash, Expr side, int level) {
    return switch (side) {
      case Expr.Words(String text) -> Point.mix(hash, Point.hash(text, 1));
      case Expr.Const(Expr.Constant constant) when constant == Expr.Constant.INFINITY ->
          Point.mix(hash, Point.hash(constant.symbol(), 2));
      default -> at.hashed(hash, side, level);
    };
  }
}
