package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import java.util.List;
import java.util.Optional;

/// Writes out `±`: one expression with it is two values, its signs linked.
final class Signs {
  private Signs() {}

  static List<Expr> expanded(Expr expr) {
    Optional<Expr> plus = resolved(expr, false);
    Optional<Expr> minus = resolved(expr, true);
    return plus.isPresent() && minus.isPresent() ? List.of(plus.get(), minus.get()) : List.of(expr);
  }

  private static Optional<Expr> resolved(Expr expr, boolean lower) {
    return switch (expr) {
      case Expr.PlusMinus(Expr left, Expr right, boolean minusFirst) -> {
        Expr base = resolved(left, lower).orElse(left);
        Expr delta = resolved(right, lower).orElse(right);
        yield Optional.of(
            new Expr.Sum(List.of(base, lower != minusFirst ? Expr.negate(delta) : delta)));
      }
      case Expr.Sum(List<Expr> terms) -> among(terms, lower).map(Expr.Sum::new);
      case Expr.Product(List<Expr> factors) -> among(factors, lower).map(Expr.Product::new);
      case Expr.Relation(List<Expr> sides, List<String> operators) ->
          among(sides, lower).map(resolved -> new Expr.Relation(resolved, operators));
      case Expr.Bracket(char open, List<Expr> items, char close) when open != '{' ->
          among(items, lower).map(resolved -> new Expr.Bracket(open, resolved, close));
      case Expr.Num _,
          Expr.Sym _,
          Expr.Const _,
          Expr.Power _,
          Expr.Call _,
          Expr.Percent _,
          Expr.Measured _,
          Expr.Bracket _,
          Expr.Series _,
          Expr.Matrix _,
          Expr.Bound _,
          Expr.Piecewise _,
          Expr.Words _ ->
          Optional.empty();
    };
  }

  private static Optional<List<Expr>> among(List<Expr> parts, boolean lower) {
    List<Optional<Expr>> resolved = parts.stream().map(part -> resolved(part, lower)).toList();
    if (resolved.stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<Expr> all = new java.util.ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      all.add(resolved.get(i).orElse(parts.get(i)));
    }
    return Optional.of(all);
  }
}
