package fapo.verifier.region;

import fapo.verifier.canon.Exact;
import fapo.verifier.enclosure.Enclosures;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import fapo.verifier.modular.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Orders the ends of intervals by their certain values.
final class Ends {
  private static final int COST = 32;

  private final Work work;
  private final Exact exact;

  Ends(Work work) {
    this.work = work;
    this.exact = new Exact(work);
  }

  /// Negative, zero or positive as `a` lies left of, at or right of `b`.
  ///
  /// @throws UnorderedException where that is not certain
  int compare(Expr a, Expr b) {
    work.step(COST);
    if (a.equals(b)) {
      return 0;
    }
    @Nullable Rational left = exact.value(a);
    @Nullable Rational right = left == null ? null : exact.value(b);
    if (left != null && right != null) {
      return left.compareTo(right);
    }
    return same(a, b) ? 0 : sign(new Expr.Sum(List.of(a, Expr.negate(b))));
  }

  boolean same(Expr a, Expr b) {
    return a.equals(b) || new Identity(work, false).compare(a, b) == Identity.Outcome.EQUAL;
  }

  /// @throws UnorderedException where the sign is not certain
  int sign(Expr of) {
    @Nullable Rational value = exact.value(of);
    int sign = value == null ? new Enclosures(work, false).sign(of) : value.signum();
    if (sign == Enclosures.UNSIGNED) {
      throw new UnorderedException();
    }
    return sign;
  }
}
