package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.expr.Substitution;
import fapo.verifier.expr.Work;
import fapo.verifier.region.Regions;
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
  private final SetRules sets;
  private final Bases bases;
  private final Rules rules;
  private final Work work;
  private int depth;

  Structures(CheckOptions options, Work work) {
    this.work = work;
    this.scalars = new Scalars(Numbers.of(options), work);
    this.bases = new Bases(options.rules());
    this.rules = options.rules();
    this.relations = new Relations(this, rules);
    this.sets = new SetRules(new Regions(work), rules);
  }

  Work work() {
    return work;
  }

  /// The rule by which leaves were last found to match so; null where none was.
  @Nullable String rule(Match match) {
    return sets.decided() == match ? "set" : scalars.rule(match);
  }

  Match compare(Expr candidate, Expr reference) {
    if (candidate.equals(reference)) {
      return Match.SAME;
    }
    if (bases.understood(candidate, reference)) {
      return Match.SAME;
    }
    depth++;
    Match match = decided(bases.value(candidate), bases.value(reference));
    depth--;
    return match;
  }

  private Match decided(Expr candidate, Expr reference) {
    Match asSets = sets.compare(candidate, reference);
    if (asSets != Match.UNKNOWN) {
      return asSets;
    }
    if (candidate instanceof Expr.Relation || reference instanceof Expr.Relation) {
      return relations.compare(candidate, reference);
    }
    if (candidate instanceof Expr.Piecewise left && reference instanceof Expr.Piecewise right) {
      return new Branches(this).compare(left, right);
    }
    if (candidate instanceof Expr.Measured || reference instanceof Expr.Measured) {
      return Measures.compare(candidate, reference, this, rules);
    }
    if (reference instanceof Expr.Percent(Expr value) && !(candidate instanceof Expr.Percent)) {
      Match exact = scalar(candidate, reference);
      boolean bare = exact != Match.SAME && rules.has(Rule.PERCENT_BARE);
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
    if (rules.has(Rule.COLUMN_AS_TUPLE)
        && column(candidate) != null != (column(reference) != null)) {
      return tuples(candidate, reference);
    }
    if (candidate instanceof Expr.Bound left
        && reference instanceof Expr.Bound right
        && Traits.structured(left)
        && Traits.structured(right)) {
      return indexed(left, right);
    }
    if (candidate instanceof Expr.Call left
        && reference instanceof Expr.Call right
        && left.name().equals("ratio")
        && right.name().equals("ratio")) {
      return ratios(left.arguments(), right.arguments());
    }
    List<Expr> given = NamedTuples.grouped(items(candidate));
    List<Expr> expected = NamedTuples.grouped(items(reference));
    if (given.size() > 1 || expected.size() > 1) {
      return lists(candidate, given, reference, expected);
    }
    return Traits.structured(candidate) || Traits.structured(reference)
        ? unlike(candidate, reference)
        : scalar(candidate, reference);
  }

  // `1 : 2 : 3` is `2 : 4 : 6`.
  private Match ratios(List<Expr> candidate, List<Expr> reference) {
    if (candidate.size() != reference.size()) {
      return Match.DIFFERENT;
    }
    Match all = Match.SAME;
    for (int i = 1; i < candidate.size(); i++) {
      Expr left = new Expr.Product(List.of(candidate.get(i), reference.getFirst()));
      Expr right = new Expr.Product(List.of(reference.get(i), candidate.getFirst()));
      all = all.and(scalar(left, right));
    }
    return all;
  }

  // A union over an index is the same under another name for the index.
  private Match indexed(Expr.Bound candidate, Expr.Bound reference) {
    Expr body =
        new Substitution(new Expr.Sym(candidate.name()), new Expr.Sym(reference.name()))
            .apply(candidate.body());
    boolean same =
        candidate.binder() == reference.binder()
            && compare(body, reference.body()) == Match.SAME
            && compare(candidate.lower(), reference.lower()) == Match.SAME
            && compare(candidate.upper(), reference.upper()) == Match.SAME;
    return same ? Match.SAME : Match.UNKNOWN;
  }

  Match scalar(Expr candidate, Expr reference) {
    return scalars.compare(candidate, reference);
  }

  /// Whether a number is an exact value rounded or cut off at the digits it has.
  boolean rounded(Expr number, Expr exact) {
    return scalars.rounds(number, exact);
  }

  // Shapes with no rule between them: a set is no number, and infinity is none.
  private Match unlike(Expr candidate, Expr reference) {
    if (depth == 1 && singleton(candidate) instanceof Expr.Bracket set) {
      return compare(set.items().getFirst(), reference);
    }
    if (depth == 1 && singleton(reference) instanceof Expr.Bracket set) {
      return compare(candidate, set.items().getFirst());
    }
    if (Traits.setOperation(candidate) || Traits.setOperation(reference)) {
      return Match.UNKNOWN;
    }
    boolean constants = Traits.constant(candidate) && Traits.constant(reference);
    boolean words = candidate instanceof Expr.Words || reference instanceof Expr.Words;
    return constants && !words ? Match.DIFFERENT : Match.UNKNOWN;
  }

  private static @Nullable Expr singleton(Expr expr) {
    return expr instanceof Expr.Bracket bracket
            && bracket.open() == '{'
            && bracket.items().size() == 1
        ? bracket
        : null;
  }

  private Match brackets(Expr.Bracket candidate, Expr.Bracket reference) {
    if (candidate.open() != reference.open() || candidate.close() != reference.close()) {
      return Match.DIFFERENT;
    }
    return candidate.open() == '{'
        ? repeating(candidate.items(), reference.items())
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
    if (tuple || rules.has(Rule.ORDERED_LIST)) {
      return ordered(given, expected);
    }
    return points(given) && points(expected)
        ? unordered(distinct(given), distinct(expected))
        : repeating(given, expected);
  }

  // Values that are repeated count each time, unless told otherwise.
  private Match repeating(List<Expr> given, List<Expr> expected) {
    return rules.has(Rule.MULTISET)
        ? unordered(given, expected)
        : unordered(distinct(given), distinct(expected));
  }

  // One side is a column.
  private Match tuples(Expr candidate, Expr reference) {
    @Nullable List<Expr> given = column(candidate);
    @Nullable List<Expr> expected = column(reference);
    List<Expr> left = given == null && parenthesized(candidate) ? items(candidate) : given;
    List<Expr> right = expected == null && parenthesized(reference) ? items(reference) : expected;
    return left == null || right == null ? unlike(candidate, reference) : ordered(left, right);
  }

  private static @Nullable List<Expr> column(Expr expr) {
    return expr instanceof Expr.Matrix(List<List<Expr>> rows)
            && rows.stream().allMatch(row -> row.size() == 1)
        ? rows.stream().map(List::getFirst).toList()
        : null;
  }

  private static boolean points(List<Expr> items) {
    return items.stream().allMatch(Structures::parenthesized);
  }

  // A list of points is the set of them: a point named twice adds nothing.
  private List<Expr> distinct(List<Expr> items) {
    List<Expr> distinct = new ArrayList<>();
    for (Expr item : items) {
      if (distinct.size() <= MOST_ITEMS
          && distinct.stream().noneMatch(other -> compare(item, other) == Match.SAME)) {
        distinct.add(item);
      }
    }
    return distinct;
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
    if (left.remove(wanted)) {
      return Match.SAME;
    }
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
