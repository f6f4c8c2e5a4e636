package fapo.verifier.region;

import fapo.verifier.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one unknown of a relation: its only name, or the call `f(x)` that stands for one.
final class Unknowns {
  private Unknowns() {}

  static @Nullable Expr of(Expr.Relation relation) {
    List<Expr> found = new ArrayList<>();
    for (Expr side : relation.sides()) {
      collect(side, found);
    }
    return found.size() == 1 ? found.getFirst() : null;
  }

  static boolean has(Expr expr, Expr unknown) {
    List<Expr> found = new ArrayList<>();
    collect(expr, found);
    return found.contains(unknown);
  }

  private static void collect(Expr expr, List<Expr> found) {
    switch (expr) {
      case Expr.Sym name -> add(name, found);
      case Expr.Call call when call.name().length() == 1 -> add(call, found);
      case Expr.Call(String _, List<Expr> arguments) -> collectAll(arguments, found);
      case Expr.Sum(List<Expr> terms) -> collectAll(terms, found);
      case Expr.Product(List<Expr> factors) -> collectAll(factors, found);
      case Expr.Power(Expr base, Expr exponent) -> collectAll(List.of(base, exponent), found);
      case Expr.Percent(Expr value) -> collect(value, found);
      case Expr.Measured(Expr value, String _) -> collect(value, found);
      case Expr.Num _,
          Expr.Const _,
          Expr.PlusMinus _,
          Expr.Bracket _,
          Expr.Series _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Bound _,
          Expr.Piecewise _,
          Expr.Words _ -> {
        // no names that an inequality could be solved for
      }
    }
  }

  private static void collectAll(List<Expr> parts, List<Expr> found) {
    parts.forEach(part -> collect(part, found));
  }

  private static void add(Expr name, List<Expr> found) {
    if (!found.contains(name)) {
      found.add(name);
    }
  }
}
