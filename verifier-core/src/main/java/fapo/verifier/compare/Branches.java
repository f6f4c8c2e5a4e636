package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/// Compares values under conditions: the same value under the same condition, in any order.
final class Branches {
  private final Structures structures;

  Branches(Structures structures) {
    this.structures = structures;
  }

  Match compare(Expr.Piecewise candidate, Expr.Piecewise reference) {
    List<Expr.Branch> left = new ArrayList<>(candidate.branches());
    if (left.size() != reference.branches().size()) {
      return Match.UNKNOWN;
    }
    for (Expr.Branch wanted : reference.branches()) {
      Match found = take(left, wanted);
      if (found != Match.SAME) {
        return found;
      }
    }
    return Match.SAME;
  }

  private Match take(List<Expr.Branch> left, Expr.Branch wanted) {
    for (int i = 0; i < left.size(); i++) {
      if (structures.compare(left.get(i).condition(), wanted.condition()) == Match.SAME) {
        Expr.Branch branch = left.remove(i);
        return structures.compare(branch.value(), wanted.value());
      }
    }
    return Match.UNKNOWN;
  }
}
