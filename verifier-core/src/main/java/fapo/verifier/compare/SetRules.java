package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.region.Regions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When two answers are compared as sets of real numbers: one of them is written with set
/// operators or as inequalities, and both are such sets.
final class SetRules {
  private final Regions regions;
  private final Rules rules;
  private Match last = Match.UNKNOWN;

  SetRules(Regions regions, Rules rules) {
    this.regions = regions;
    this.rules = rules;
  }

  /// The last match found here.
  Match decided() {
    return last;
  }

  Match compare(Expr candidate, Expr reference) {
    if (!comparable(candidate, reference)) {
      return Match.UNKNOWN;
    }
    Optional<Boolean> same = regions.same(candidate, reference);
    if (same.isEmpty()) {
      return Match.UNKNOWN;
    }
    last = same.get() ? Match.SAME : Match.DIFFERENT;
    return last;
  }

  private boolean comparable(Expr candidate, Expr reference) {
    boolean left = inequality(candidate);
    boolean right = inequality(reference);
    if (left && right) {
      @Nullable Expr unknown = Regions.unknown(candidate);
      return unknown != null && unknown.equals(Regions.unknown(reference));
    }
    if (left || right) {
      Rule rule = left ? Rule.ACCEPT_SOLVED_INEQUALITY : Rule.RELATION_FOR_INTERVAL;
      return rules.has(rule) && written(left ? reference : candidate);
    }
    return (operated(candidate) || operated(reference)) && written(candidate) && written(reference);
  }

  private static boolean inequality(Expr expr) {
    if (expr instanceof Expr.Series) {
      return Regions.unknown(expr) != null;
    }
    return expr instanceof Expr.Relation relation
        && relation.operators().stream()
            .noneMatch(operator -> operator.equals("=") || operator.equals("in"));
  }

  private static boolean operated(Expr expr) {
    return Traits.setOperation(expr)
        || Regions.builder(expr)
        || expr.equals(new Expr.Const(Constant.REALS))
        || (expr instanceof Expr.Relation relation && relation.operators().equals(List.of("in")));
  }

  private static boolean written(Expr expr) {
    return operated(expr)
        || expr.equals(new Expr.Const(Constant.EMPTY_SET))
        || expr instanceof Expr.Bracket;
  }
}
