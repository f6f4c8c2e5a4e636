package fapo.verifier.modular;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Work;
import org.jspecify.annotations.Nullable;

/// Decides whether one expression with variables is a constant, not zero, times another, by the
/// quotients of their images at several points.
public final class Ratio {
  private static final int ENOUGH = 3;
  private static final int ENOUGH_SIGNED = 12;
  private static final int MOST_POINTS = 48;
  private static final long LARGEST = 1L << 29;

  private final Evaluation evaluation;
  private final Register above = new Register();

  public Ratio(Work work) {
    this.evaluation = new Evaluation(work, false);
  }

  /// The sign of `c` where `a = c·b` and `c` is a rational number; 0 where that is not known.
  public int sign(Expr a, Expr b) {
    Fraction first = fraction(a, b, 0);
    if (first == null || first.below == 0) {
      return 0;
    }
    Fraction second = fraction(a, b, 1);
    boolean same = second != null && second.above == first.above && second.below == first.below;
    return same ? Long.signum(first.above) : 0;
  }

  /// Whether `a = c·b` with a constant `c ≠ 0`, rational or not.
  public boolean constant(Expr a, Expr b) {
    return fraction(a, b, 0) != null && fraction(a, b, 1) != null;
  }

  /// @param below 0 where the constant is not a fraction of two short integers
  private record Fraction(long above, long below) {}

  // The quotient where it is the same at all points of a chain, null where it is not.
  private @Nullable Fraction fraction(Expr a, Expr b, int chain) {
    long re = 0;
    long im = 0;
    int agreed = 0;
    for (int i = 0; i < MOST_POINTS; i++) {
      evaluation.move(chain + i * Chain.count());
      if (!quotient(a, b)) {
        if (evaluation.hasNoImage()) {
          return null;
        }
        continue;
      }
      Register v = evaluation.v;
      boolean changed = agreed > 0 && (v.re != re || v.im != im);
      if (changed || evaluation.has(Evaluation.AMBIGUOUS)) {
        return null;
      }
      re = v.re;
      im = v.im;
      if (++agreed >= (evaluation.has(Evaluation.SIGNED) ? ENOUGH_SIGNED : ENOUGH)) {
        return im == 0 ? fraction(evaluation.field(0), re) : new Fraction(0, 0);
      }
    }
    return null;
  }

  private boolean quotient(Expr a, Expr b) {
    Register v = evaluation.v;
    evaluation.image(a, 0);
    above.set(v.re, v.im);
    boolean variable = evaluation.has(Evaluation.VARIABLE);
    evaluation.image(b, 0);
    if (evaluation.stopped() || !variable || above.zero() || v.zero()) {
      return false;
    }
    evaluation.work.step(64);
    v.invert(evaluation.field(0));
    v.times(evaluation.field(0), above.re, above.im);
    return true;
  }

  // Lagrange: the short fraction an element stands for, by the Euclidean algorithm stopped halfway.
  private static Fraction fraction(Field f, long element) {
    long before = f.p;
    long rest = f.plain(element);
    long beforeFactor = 0;
    long factor = 1;
    while (rest > LARGEST) {
      long times = before / rest;
      long next = before - times * rest;
      before = rest;
      rest = next;
      long nextFactor = beforeFactor - times * factor;
      beforeFactor = factor;
      factor = nextFactor;
    }
    if (rest == 0 || Math.abs(factor) > LARGEST) {
      return new Fraction(0, 0);
    }
    return factor < 0 ? new Fraction(-rest, -factor) : new Fraction(rest, factor);
  }
}
