package fapo.verifier.modular;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import java.util.List;

/// Images of `Σ f(k)` to a symbolic bound where `f` is a polynomial in `k`: the sum is the
/// polynomial of one degree more through its first values.
final class ClosedSums {
  private static final int LARGEST_DEGREE = 12;

  private final Evaluation at;

  ClosedSums(Evaluation at) {
    this.at = at;
  }

  /// Leaves the image; false where the body is no polynomial or a bound has no image.
  boolean image(Expr.Bound of, int level) {
    Rational lower = at.exact.value(of.lower());
    int degree = degree(of.body(), of.name());
    if (lower == null
        || !lower.fitsInt()
        || of.upper() instanceof Expr.Words
        || of.upper() instanceof Expr.Const
        || degree < 0
        || degree > LARGEST_DEGREE) {
      return false;
    }
    at.image(of.upper(), level);
    if (at.stopped() || !at.v.real()) {
      return false;
    }
    long n = at.v.re;
    long[] re = new long[degree + 2];
    long[] im = new long[degree + 2];
    if (!partial(of, lower.above(), re, im, level)) {
      return false;
    }
    interpolate(at.field(level).sub(n, at.field(level).of(lower.above() - 1)), re, im, level);
    return true;
  }

  // Sums of the first 0, 1, … terms.
  private boolean partial(Expr.Bound of, long lower, long[] re, long[] im, int level) {
    if (!at.exact.bind(of.name(), Rational.of(lower))) {
      return false;
    }
    Field f = at.field(level);
    for (int i = 1; i < re.length && !at.stopped(); i++) {
      at.exact.rebind(Rational.of(lower + i - 1));
      at.image(of.body(), level);
      re[i] = f.add(re[i - 1], at.v.re);
      im[i] = f.add(im[i - 1], at.v.im);
    }
    at.exact.release();
    return !at.stopped();
  }

  // Newton's form: Σ Δ^j·x(x − 1)…(x − j + 1)/j!
  private void interpolate(long x, long[] re, long[] im, int level) {
    Field f = at.field(level);
    at.work.step((long) re.length * re.length);
    long sumRe = 0;
    long sumIm = 0;
    long basis = f.one;
    for (int j = 0; j < re.length; j++) {
      sumRe = f.add(sumRe, f.mul(basis, re[0]));
      sumIm = f.add(sumIm, f.mul(basis, im[0]));
      basis = f.mul(f.mul(basis, f.sub(x, f.of(j))), f.inverseOf(j + 1L));
      for (int i = 0; i + 1 < re.length - j; i++) {
        re[i] = f.sub(re[i + 1], re[i]);
        im[i] = f.sub(im[i + 1], im[i]);
      }
    }
    at.v.set(sumRe, sumIm);
  }

  // The degree in a name, or −1 where the expression is no polynomial in it.
  private int degree(Expr expr, String name) {
    return switch (expr) {
      case Expr.Num _, Expr.Const _ -> 0;
      case Expr.Sym(String other) -> other.equals(name) ? 1 : 0;
      case Expr.Sum(List<Expr> terms) -> {
        int most = 0;
        for (Expr term : terms) {
          int degree = degree(term, name);
          most = most < 0 || degree < 0 ? -1 : Math.max(most, degree);
        }
        yield most;
      }
      case Expr.Product(List<Expr> factors) -> {
        int total = 0;
        for (Expr factor : factors) {
          int degree = degree(factor, name);
          total = total < 0 || degree < 0 ? -1 : Math.min(LARGEST_DEGREE + 1, total + degree);
        }
        yield total;
      }
      case Expr.Power(Expr base, Expr exponent) -> power(base, exponent, name);
      default -> -1;
    };
  }

  private int power(Expr base, Expr exponent, String name) {
    int below = degree(base, name);
    if (below == 0 && degree(exponent, name) == 0) {
      return 0;
    }
    boolean counted =
        exponent instanceof Expr.Num(Rational value, boolean _)
            && value.fitsInt()
            && value.signum() >= 0
            && value.above() <= LARGEST_DEGREE;
    return below >= 0 && counted && exponent instanceof Expr.Num times
        ? Math.min(LARGEST_DEGREE + 1, below * (int) times.value().above())
        : -1;
  }
}
