package fapo.verifier.region;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.expr.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads sets of real numbers and compares them as sets: `[1,2] ∪ [2,3]` is `[1,3]`, `|x| ≤ 1` is
/// `[−1,1]`, `ℝ ∖ {0}` is `(−∞,0) ∪ (0,∞)`.
public final class Regions {
  private static final Expr INFINITY = new Expr.Const(Constant.INFINITY);
  private static final Expr MINUS_INFINITY = Expr.negate(INFINITY);

  private final Ends ends;

  public Regions(Work work) {
    this.ends = new Ends(work);
  }

  /// Whether both are the same set of reals; empty where one of them is no such set, its ends have
  /// names, or they cannot be ordered.
  public Optional<Boolean> same(Expr a, Expr b) {
    try {
      @Nullable Region left = region(a);
      @Nullable Region right = left == null ? null : region(b);
      return left == null || right == null ? Optional.empty() : Optional.of(left.same(right, ends));
    } catch (UnorderedException _) {
      return Optional.empty();
    }
  }

  /// Whether the expression is a relation, or several, in one unknown and nothing else.
  public static @Nullable Expr unknown(Expr expr) {
    return switch (expr) {
      case Expr.Relation relation -> Unknowns.of(relation);
      case Expr.Series(List<Expr> items) -> shared(items);
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
          Expr.Bracket _,
          Expr.Matrix _,
          Expr.Bound _,
          Expr.Piecewise _,
          Expr.Words _ ->
          null;
    };
  }

  private static @Nullable Expr shared(List<Expr> items) {
    @Nullable Expr common = null;
    for (Expr item : items) {
      @Nullable Expr name = item instanceof Expr.Relation relation ? Unknowns.of(relation) : null;
      if (name == null || (common != null && !common.equals(name)) || !inequality(item)) {
        return null;
      }
      common = name;
    }
    return common;
  }

  /// Whether it is `{x | x > 1}`: the set of what an inequality says.
  public static boolean builder(Expr expr) {
    return expr instanceof Expr.Bracket(char open, List<Expr> items, char _)
        && open == '{'
        && items.size() == 1
        && inequality(items.getFirst());
  }

  private static boolean inequality(Expr expr) {
    return expr instanceof Expr.Relation(List<Expr> _, List<String> operators)
        && operators.stream().noneMatch(operator -> operator.equals("="));
  }

  private @Nullable Region region(Expr expr) {
    return switch (expr) {
      case Expr.Const(Constant constant) ->
          switch (constant) {
            case REALS -> Region.LINE;
            case EMPTY_SET -> Region.NOTHING;
            case PI, E, I, INFINITY -> null;
          };
      case Expr.Bracket bracket -> bracket(bracket);
      case Expr.Call(String name, List<Expr> sides) when sides.size() == 2 ->
          operation(name, operand(sides.get(0)), operand(sides.get(1)));
      case Expr.Relation relation -> relation(relation);
      case Expr.Series(List<Expr> items) -> alternatives(items);
      case Expr.Num _,
          Expr.Sym _,
          Expr.Sum _,
          Expr.Product _,
          Expr.Power _,
          Expr.Call _,
          Expr.PlusMinus _,
          Expr.Percent _,
          Expr.Measured _,
          Expr.Matrix _,
          Expr.Bound _,
          Expr.Piecewise _,
          Expr.Words _ ->
          null;
    };
  }

  // Beside a set operator, `{2}` in plain braces is a set although it reads as a group.
  private @Nullable Region operand(Expr expr) {
    return expr instanceof Expr.Num ? Region.of(List.of(Piece.point(expr)), ends) : region(expr);
  }

  private @Nullable Region bracket(Expr.Bracket bracket) {
    List<Expr> items = bracket.items();
    if (builder(bracket)) {
      return region(items.getFirst());
    }
    if (bracket.open() == '{') {
      return Region.of(items.stream().map(Piece::point).toList(), ends);
    }
    if (items.size() != 2) {
      return null;
    }
    Expr low = items.getFirst();
    Expr high = items.getLast();
    boolean fromMinus = low.equals(MINUS_INFINITY);
    boolean toPlus = high.equals(INFINITY);
    Piece piece =
        new Piece(
            fromMinus ? null : low,
            bracket.open() == '[' && !fromMinus,
            toPlus ? null : high,
            bracket.close() == ']' && !toPlus);
    return Region.of(List.of(piece), ends);
  }

  private @Nullable Region operation(String name, @Nullable Region left, @Nullable Region right) {
    if (left == null || right == null) {
      return null;
    }
    return switch (name) {
      case "union" -> left.union(right, ends);
      case "intersect" -> left.intersection(right, ends);
      case "setminus" -> left.intersection(right.complement(ends), ends);
      default -> null;
    };
  }

  private @Nullable Region relation(Expr.Relation relation) {
    if (relation.operators().equals(List.of("in"))) {
      return region(relation.sides().getLast());
    }
    @Nullable Expr unknown = Unknowns.of(relation);
    return unknown == null ? null : new Inequality(unknown, ends).region(relation);
  }

  // `x < 1 or x > 3`: either holds. Where that would be everything, both are meant: `x > 1, x < 3`.
  private @Nullable Region alternatives(List<Expr> items) {
    List<Region> regions = new ArrayList<>();
    for (Expr item : items) {
      @Nullable Region region = region(item);
      if (region == null) {
        return null;
      }
      regions.add(region);
    }
    Region either = regions.stream().reduce(Region.NOTHING, (a, b) -> a.union(b, ends));
    return either.same(Region.LINE, ends)
        ? regions.stream().reduce(Region.LINE, (a, b) -> a.intersection(b, ends))
        : either;
  }
}
