package fapo.verifier.canon;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Binder;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rational number a constant expression is, where it is one that can be built within {@link
/// Rational#MAX_BITS}: sums, products, whole powers and exact roots, remainders, divisors, finite
/// sums. Null for everything else; nothing longer is ever built.
public final class Exact {
  private static final int MOST_BOUND = 8;
  private static final String[] NO_NAMES = {};
  private static final Rational[] NO_VALUES = {};
  private static final int MOST_TERMS = 10_000;
  private static final int LONGEST_SUM = 1_024;

  private final Work work;
  private final ExactCalls calls;
  private String[] names = NO_NAMES;
  private Rational[] values = NO_VALUES;
  private int bound;

  public Exact(Work work) {
    this.work = work;
    this.calls = new ExactCalls(this, work);
  }

  /// The value, or null where there is none or it is not found here.
  public @Nullable Rational value(Expr expr) {
    if (expr instanceof Expr.Num(Rational value, boolean _)) {
      return value;
    }
    work.step(1);
    return switch (expr) {
      case Expr.Num(Rational value, boolean _) -> value;
      case Expr.Sym(String name) -> bound == 0 ? null : of(name);
      case Expr.Sum(List<Expr> terms) -> sum(terms);
      case Expr.Product(List<Expr> factors) -> product(factors);
      case Expr.Power(Expr base, Expr exponent) -> power(base, exponent);
      case Expr.Call(String name, List<Expr> arguments) -> calls.value(name, arguments);
      case Expr.Percent(Expr value) -> over(value(value), Rational.of(100));
      case Expr.Bound sum -> bounded(sum);
      case Expr.Const _,
          Expr.Measured _,
          Expr.PlusMinus _,
          Expr.Bracket _,
          Expr.Series _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Piecewise _,
          Expr.Words _ ->
          null;
    };
  }

  /// Gives a name a value until {@link #release}; false where too many are bound.
  public boolean bind(String name, Rational value) {
    if (bound == MOST_BOUND) {
      return false;
    }
    if (names.length == 0) {
      names = new String[MOST_BOUND];
      values = new Rational[MOST_BOUND];
    }
    names[bound] = name;
    values[bound++] = value;
    return true;
  }

  /// Changes the value of the name bound last.
  public void rebind(Rational value) {
    values[bound - 1] = value;
  }

  public void release() {
    bound--;
  }

  /// The value a name is bound to.
  public @Nullable Rational of(String name) {
    for (int i = bound - 1; i >= 0; i--) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  private @Nullable Rational sum(List<Expr> terms) {
    Rational total = Rational.ZERO;
    for (int i = 0; i < terms.size(); i++) {
      Rational term = value(terms.get(i));
      if (term == null || total.bits() + term.bits() > Rational.MAX_BITS) {
        return null;
      }
      work.step(cost(total, term));
      total = total.plus(term);
    }
    return total;
  }

  // Fractions are reduced by a greatest common divisor, whose time is quadratic.
  private static long cost(Rational a, Rational b) {
    long bits = (long) a.bits() + b.bits();
    boolean whole = a.whole() && b.whole();
    return 1 + bits / 64 + (whole ? 0 : bits * bits / 512);
  }

  private @Nullable Rational product(List<Expr> factors) {
    Rational total = Rational.ONE;
    for (int i = 0; i < factors.size(); i++) {
      Rational factor = value(factors.get(i));
      if (factor == null || total.bits() + factor.bits() > Rational.MAX_BITS) {
        return null;
      }
      work.step(cost(total, factor));
      total = total.times(factor);
    }
    return total;
  }

  private @Nullable Rational power(Expr base, Expr exponent) {
    Rational raised = value(exponent);
    if (raised == null) {
      return null;
    }
    Rational value = value(base);
    return value == null ? null : power(value, raised);
  }

  private @Nullable Rational power(Rational base, Rational exponent) {
    if (exponent.whole()) {
      return wholePower(base, exponent);
    }
    if (!exponent.fitsLong() || exponent.below() > 64) {
      return null;
    }
    Rational root = ExactRoots.root(base, (int) exponent.below());
    return root == null ? null : wholePower(root, Rational.of(exponent.above()));
  }

  private @Nullable Rational wholePower(Rational base, Rational exponent) {
    if (base.signum() == 0) {
      return exponent.signum() > 0 ? base : null;
    }
    if (base.fitsLong() && base.below() == 1 && Math.abs(base.above()) == 1) {
      boolean even = !exponent.numerator().testBit(0);
      return even ? Rational.ONE : base;
    }
    if (!exponent.fitsInt() || base.bits() * Math.abs(exponent.above()) > Rational.MAX_BITS) {
      return null;
    }
    work.step(1 + base.bits() * Math.abs(exponent.above()) / 64);
    return base.power((int) exponent.above());
  }

  private @Nullable Rational bounded(Expr.Bound of) {
    boolean product = of.binder() == Binder.PRODUCT;
    if (!product && of.binder() != Binder.SUM) {
      return null;
    }
    Rational lower = value(of.lower());
    Rational upper = lower == null ? null : value(of.upper());
    if (lower == null
        || upper == null
        || !lower.fitsInt()
        || !upper.fitsInt()
        || upper.above() - lower.above() > MOST_TERMS
        || !bind(of.name(), lower)) {
      return null;
    }
    try {
      return terms(of.body(), lower.above(), upper.above(), product);
    } finally {
      release();
    }
  }

  private @Nullable Rational terms(Expr body, long lower, long upper, boolean product) {
    Rational total = product ? Rational.ONE : Rational.ZERO;
    for (long k = lower; k <= upper; k++) {
      rebind(Rational.of(k));
      Rational term = value(body);
      if (term == null || total.bits() + term.bits() > LONGEST_SUM) {
        return null;
      }
      work.step(cost(total, term));
      total = product ? total.times(term) : total.plus(term);
    }
    return total;
  }

  static @Nullable Rational over(@Nullable Rational value, Rational divisor) {
    return value == null
            || divisor.signum() == 0
            || value.bits() + divisor.bits() > Rational.MAX_BITS
        ? null
        : value.dividedBy(divisor);
  }
}
