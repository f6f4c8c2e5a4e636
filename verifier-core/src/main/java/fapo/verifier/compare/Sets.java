package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import java.util.ArrayList;
import java.util.List;

/// Works out operations on sets where both sides are finite, and writes the reals as an interval.
final class Sets {
  private static final Expr INFINITY = new Expr.Const(Constant.INFINITY);
  private static final Expr MINUS_INFINITY = Expr.negate(INFINITY);

  private Sets() {}

  static Expr simplified(Expr expr, Structures structures) {
    return switch (expr) {
      case Expr.Const(Constant constant) when constant == Constant.REALS ->
          new Expr.Bracket('(', List.of(MINUS_INFINITY, INFINITY), ')');
      case Expr.Call(String name, List<Expr> sides) when sides.size() == 2 && operation(name) ->
          operated(
              name,
              simplified(sides.get(0), structures),
              simplified(sides.get(1), structures),
              structures);
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
          Expr.Series _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Bound _,
          Expr.Piecewise _,
          Expr.Words _ ->
          expr;
    };
  }

  private static boolean operation(String name) {
    return name.equals("union") || name.equals("intersect") || name.equals("setminus");
  }

  private static Expr operated(String name, Expr left, Expr right, Structures structures) {
    boolean reals =
        left instanceof Expr.Bracket whole
            && whole.items().equals(List.of(MINUS_INFINITY, INFINITY));
    if (reals && name.equals("setminus") && point(right) instanceof Expr point) {
      return new Expr.Call(
          "union",
          List.of(
              new Expr.Bracket('(', List.of(MINUS_INFINITY, point), ')'),
              new Expr.Bracket('(', List.of(point, INFINITY), ')')));
    }
    List<Expr> a = finite(left);
    List<Expr> b = finite(right);
    if (a.isEmpty() || b.isEmpty()) {
      return new Expr.Call(name, List.of(left, right));
    }
    List<Expr> result = new ArrayList<>();
    for (Expr item : a) {
      boolean shared = b.stream().anyMatch(other -> structures.compare(item, other) == Match.SAME);
      boolean kept = name.equals("union") || (name.equals("intersect") == shared);
      if (kept) {
        result.add(item);
      }
    }
    if (name.equals("union")) {
      b.stream()
          .filter(
              item -> a.stream().noneMatch(other -> structures.compare(item, other) == Match.SAME))
          .forEach(result::add);
    }
    return result.isEmpty()
        ? new Expr.Const(Constant.EMPTY_SET)
        : new Expr.Bracket('{', result, '}');
  }

  private static Object point(Expr expr) {
    List<Expr> items = finite(expr);
    return items.size() == 1 ? items.getFirst() : "";
  }

  // `{2}` in plain braces reads as a group; beside a set operator it is a set.
  private static List<Expr> finite(Expr expr) {
    return switch (expr) {
      case Expr.Bracket(char open, List<Expr> items, char _) -> open == '{' ? items : List.of();
      case Expr.Num _ -> List.of(expr);
      case Expr.Sym _,
          Expr.Const _,
          Expr.Sum _,
          Expr.Product _,
          Expr.Power _,
          Expr.Call _,
          Expr.PlusMinus _,
          Expr.Percent _,
          Expr.Measured _,
          Expr.Series _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Bound _,
          Expr.Piecewise _,
          Expr.Words _ ->
          List.of();
    };
  }

  /// The parts of a union, in order of writing.
  static List<Expr> pieces(Expr expr) {
    if (expr instanceof Expr.Call(String name, List<Expr> sides) && name.equals("union")) {
      List<Expr> pieces = new ArrayList<>();
      sides.forEach(side -> pieces.addAll(pieces(side)));
      return pieces;
    }
    return List.of(expr);
  }
}
