package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.expr.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares what answers are built of: lists, sets, tuples, intervals, matrices; scalars at the
/// leaves.
/// The reference decides which readings of the candidate are open.
final class Structures {
  private static final int MOST_ITEMS = 64;

  private final Scalars scalars;
  private final Relations relations;
  private final CheckOptions.Rules rules;
  private final Work work;

  Structures(CheckOptions options, Work work) {
    this.work = work;
    this.scalars = new Scalars(options.tolerance(), work);
    this.rules = options.rules();
    this.relations = new Relations(this, rules);
  }

  Work work() {
    return work;
  }

  /// The rule by which scalars were last found to match so; null where none was.
  @Nullable String rule(Match match) {
    return scalars.rule(match);
  }

  Match compare(Expr candidate, Expr reference) {
    if (candidate.equals(reference)) {
      return Match.SAME;
    }
    if (candidate instanceof Expr.Relation || reference instanceof Expr.Relation) {
      return relations.compare(candidate, reference);
    }
    if (candidate instanceof Expr.Measured || reference instanceof Expr.Measured) {
      return Measures.compare(candidate, reference, this, rules);
    }
    if (reference instanceof Expr.Percent(Expr value) && !(candidate instanceof Expr.Percent)) {
      Match exact = scalar(candidate, reference);
      boolean bare = exact != Match.SAME && rules.percentBare();
      return bare && scalar(candidate, value) == Match.SAME ? Match.SAME : exact;
    }
    return shapes(Sets.simplified(candidate, this), Sets.simplified(reference, this));
  }

  private Match shapes(Expr candidate, Expr reference) {
    if (candidate.equals(reference)) {
      return Match.SAME;
    }
    if (candidate instanceof Expr.Matrix(List<List<Expr>> left)
        && reference instanceof Expr.Matrix(List<List<Expr>> right)) {
      return matrices(left, right);
    }
    if (candidate instanceof Expr.Bracket left && reference instanceof Expr.Bracket right) {
      return brackets(left, right);
    }
    List<Expr> given = items(candidate);
    List<Expr> expected = items(reference);
    if (given.size() > 1 || expected.size() > 1) {
      return lists(candidate, given, reference, expected);
    }
    return Traits.structured(candidate) || Traits.structured(reference)
        ? unlike(candidate, reference)
        : scalar(candidate, reference);
  }

  Match scalar(Expr candidate, Expr reference) {
    return scalars.compare(candidate, reference);
  }

  // Shapes with no rule between them: a set is no number, and infinity is none.
  private Match unlike(Expr candidate, Expr reference) {
    if (candidate instanceof Expr.Bracket(char open, List<Expr> items, char _)
        && open == '{'
        && items.size() == 1) {
      return compare(items.getFirst(), reference);
    }
    if (reference instanceof Expr.Bracket(char open, List<Expr> items, char _)
        && open == '{'
        && items.size() == 1) {
      return compare(candidate, items.getFirst());
    }
    if (Traits.setOperation(candidate) || Traits.setOperation(reference)) {
      return Match.UNKNOWN;
    }
    boolean constants = Traits.constant(candidate) && Traits.constant(reference);
    boolean words = candidate instanceof Expr.Words || reference instanceof Expr.Words;
    return constants && !words ? Match.DIFFERENT : Match.UNKNOWN;
  }

  private Match brackets(Expr.Bracket candidate, Expr.Bracket reference) {
    if (candidate.open() != reference.open() || candidate.close() != reference.close()) {
      return Match.DIFFERENT;
    }
    return candidate.open() == '{'
        ? unordered(candidate.items(), reference.items())
        : ordered(candidate.items(), reference.items());
  }

  private Match lists(Expr candidate, List<Expr> given, Expr reference, List<Expr> expected) {
    if (Traits.setOperation(candidate) || Traits.setOperation(reference)) {
      return unordered(given, expected) == Match.SAME ? Match.SAME : Match.UNKNOWN;
    }
    boolean tuple = parenthesized(candidate) || parenthesized(reference);
    boolean interval = closedSide(candidate) || closedSide(reference);
    if (interval) {
      return Match.DIFFERENT;
    }
    return tuple || rules.orderedList() ? ordered(given, expected) : unordered(given, expected);
  }

  private static boolean parenthesized(Expr expr) {
    return expr instanceof Expr.Bracket bracket && bracket.open() == '(';
  }

  private static boolean closedSide(Expr expr) {
    return expr instanceof Expr.Bracket bracket
        && (bracket.open() == '[' || bracket.close() == ']');
  }

  private static List<Expr> items(Expr expr) {
    return switch (expr) {
      case Expr.Series(List<Expr> items) -> expanded(items);
      case Expr.Bracket(char _, List<Expr> items, char _) -> items;
      case Expr.Call(String name, List<Expr> _) when name.equals("union") -> Sets.pieces(expr);
      case Expr.Num _,
          Expr.Sym _,
          Expr.Const _,
          Expr.Sum _,
          Expr.Product _,
          Expr.Power _,
          Expr.Call _,
          Expr.PlusMinus _,
          Expr.Percent _,
          Expr.Measured _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Bound _,
          Expr.Piecewise _,
          Expr.Words _ ->
          Signs.expanded(expr);
    };
  }

  private static List<Expr> expanded(List<Expr> items) {
    List<Expr> all = new ArrayList<>();
    for (Expr item : items) {
      all.addAll(Signs.expanded(item));
    }
    return all;
  }

  Match ordered(List<Expr> candidate, List<Expr> reference) {
    if (candidate.size() != reference.size()) {
      return Match.DIFFERENT;
    }
    Match all = Match.SAME;
    for (int i = 0; i < candidate.size() && all != Match.DIFFERENT; i++) {
      all = all.and(compare(candidate.get(i), reference.get(i)));
    }
    return all;
  }

  // Each item of the reference takes the first item of the candidate that is the same.
  Match unordered(List<Expr> candidate, List<Expr> reference) {
    if (candidate.size() != reference.size()) {
      return Match.DIFFERENT;
    }
    if (candidate.size() > MOST_ITEMS) {
      return candidate.equals(reference) ? Match.SAME : Match.UNKNOWN;
    }
    List<Expr> left = new ArrayList<>(candidate);
    boolean unknown = false;
    for (Expr wanted : reference) {
      Match found = take(left, wanted);
      if (found == Match.DIFFERENT) {
        return Match.DIFFERENT;
      }
      unknown |= found == Match.UNKNOWN;
    }
    return unknown ? Match.UNKNOWN : Match.SAME;
  }

  private Match take(List<Expr> left, Expr wanted) {
    boolean unknown = false;
    for (int i = 0; i < left.size(); i++) {
      Match match = compare(left.get(i), wanted);
      if (match == Match.SAME) {
        left.remove(i);
        return Match.SAME;
      }
      unknown |= match == Match.UNKNOWN;
    }
    return unknown ? Match.UNKNOWN : Match.DIFFERENT;
  }

  private Match matrices(List<List<Expr>> candidate, List<List<Expr>> reference) {
    if (candidate.size() != reference.size()) {
      return Match.DIFFERENT;
    }
    Match all = Match.SAME;
    for (int row = 0; row < candidate.size(); row++) {
      all = all.and(ordered(candidate.get(row), reference.get(row)));
    }
    return all;
  }

  static boolean constant(Expr expr, Constant constant) {
    return expr.equals(new Expr.Const(constant));
  }
}
