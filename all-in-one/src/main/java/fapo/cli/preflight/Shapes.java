package fapo.cli.preflight;

import fapo.verifier.expr.Expr;

/// What kind of answer a reference is, for the report.
final class Shapes {
  private Shapes() {}

  static String of(Expr expr) {
    return switch (expr) {
      case Expr.Num _ -> "number";
      case Expr.Percent _ -> "percentage";
      case Expr.Measured _ -> "quantity";
      case Expr.Sym _,
          Expr.Const _,
          Expr.Sum _,
          Expr.Product _,
          Expr.Power _,
          Expr.Call _,
          Expr.PlusMinus _,
          Expr.Bound _,
          Expr.Piecewise _ ->
          "expression";
      case Expr.Bracket _ -> "set, tuple or interval";
      case Expr.Series _ -> "list";
      case Expr.Relation _ -> "equation or inequality";
      case Expr.Matrix _ -> "matrix";
      case Expr.Words _ -> "words";
    };
  }

  /// Whether adding 0 leaves it what it is.
  static boolean scalar(Expr expr) {
    return switch (expr) {
      case Expr.Num _, Expr.Sym _, Expr.Sum _, Expr.Product _, Expr.Power _ -> true;
      case Expr.Const _,
          Expr.Percent _,
          Expr.Measured _,
          Expr.Call _,
          Expr.PlusMinus _,
          Expr.Bound _,
          Expr.Piecewise _,
          Expr.Bracket _,
          Expr.Series _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Words _ ->
          false;
    };
  }
}
