package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import java.util.List;
import java.util.function.Predicate;

/// What an expression is made of.
final class Traits {
  private static final Expr INFINITY = new Expr.Const(Constant.INFINITY);
  private static final Expr MINUS_INFINITY = Expr.negate(INFINITY);

  private Traits() {}

  static boolean decimal(Expr expr) {
    return any(expr, part -> part instanceof Expr.Num num && num.decimal());
  }

  static boolean numeric(Expr expr) {
    return any(expr, part -> part instanceof Expr.Num || part instanceof Expr.Const);
  }

  static boolean usesLog(Expr expr) {
    return any(
        expr,
        part ->
            part instanceof Expr.Call(String name, List<Expr> arguments)
                && name.equals("log")
                && arguments.size() == 1);
  }

  static boolean constant(Expr expr) {
    return !any(expr, part -> part instanceof Expr.Sym);
  }

  static boolean setOperation(Expr expr) {
    return expr instanceof Expr.Call(String name, List<Expr> _)
        && (name.equals("union") || name.equals("intersect") || name.equals("setminus"));
  }

  /// Whether it is a sum of single names with constant factors, and a constant: solutions of two
  /// such equations are the same only where one is a multiple of the other.
  static boolean linear(Expr expr) {
    return switch (expr) {
      case Expr.Num _, Expr.Sym _, Expr.Const _ -> true;
      case Expr.Sum(List<Expr> terms) -> terms.stream().allMatch(Traits::linear);
      case Expr.Product(List<Expr> factors) ->
          factors.stream().allMatch(Traits::linear)
              && factors.stream().filter(factor -> !constant(factor)).count() <= 1;
      case Expr.Power(Expr base, Expr exponent) -> constant(base) && constant(exponent);
      case Expr.Call _,
          Expr.PlusMinus _,
          Expr.Percent _,
          Expr.Measured _,
          Expr.Bracket _,
          Expr.Series _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Words _,
          Expr.Bound _,
          Expr.Piecewise _ ->
          false;
    };
  }

  static boolean usesPi(Expr expr) {
    return any(expr, part -> part.equals(new Expr.Const(Constant.PI)));
  }

  static boolean structured(Expr expr) {
    return any(
        expr,
        part ->
            switch (part) {
              case Expr.Bracket _,
                  Expr.Series _,
                  Expr.Relation _,
                  Expr.Matrix _,
                  Expr.Words _,
                  Expr.Piecewise _,
                  Expr.PlusMinus _ ->
                  true;
              case Expr.Bound(Expr.Binder binder, Expr _, String _, Expr _, Expr _) ->
                  binder == Expr.Binder.UNION || binder == Expr.Binder.INTERSECTION;
              case Expr.Const(Constant constant) ->
                  constant == Constant.EMPTY_SET
                      || constant == Constant.REALS
                      || constant == Constant.INFINITY;
              case Expr.Call(String name, List<Expr> _) ->
                  name.equals("union") || name.equals("intersect") || name.equals("setminus");
              case Expr.Num _,
                  Expr.Sym _,
                  Expr.Sum _,
                  Expr.Product _,
                  Expr.Power _,
                  Expr.Percent _,
                  Expr.Measured _ ->
                  false;
            });
  }

  /// A name that an equation gives a value to: `x`, `AB`, `f(x)`, `f^{-1}(x)`, `S_1:S_2`.
  static boolean named(Expr expr) {
    return switch (expr) {
      case Expr.Sym _ -> true;
      case Expr.Const(Constant constant) -> constant == Constant.I || constant == Constant.E;
      case Expr.Product(List<Expr> factors) -> factors.stream().allMatch(Traits::named);
      case Expr.Power(Expr base, Expr exponent) -> named(base) && exponent.equals(Expr.Num.of(-1));
      case Expr.Call(String name, List<Expr> arguments) ->
          (name.length() == 1 || name.equals("diff"))
              && arguments.stream()
                  .allMatch(
                      argument -> argument instanceof Expr.Sym || argument instanceof Expr.Num);
      case Expr.Bracket(char open, List<Expr> items, char _) ->
          open == '(' && items.stream().allMatch(Traits::named);
      case Expr.Series(List<Expr> items) -> items.stream().allMatch(Traits::named);
      case Expr.Words _ -> true;
      case Expr.Num _,
          Expr.Sum _,
          Expr.PlusMinus _,
          Expr.Percent _,
          Expr.Measured _,
          Expr.Relation _,
          Expr.Bound _,
          Expr.Piecewise _,
          Expr.Matrix _ ->
          false;
    };
  }

  static boolean any(Expr expr, Predicate<Expr> is) {
    if (is.test(expr)) {
      return true;
    }
    return switch (expr) {
      case Expr.Sum(List<Expr> terms) -> anyOf(terms, is);
      case Expr.Product(List<Expr> factors) -> anyOf(factors, is);
      case Expr.Power(Expr base, Expr exponent) -> any(base, is) || any(exponent, is);
      case Expr.Call(String name, List<Expr> arguments) ->
          !name.equals("det") && anyOf(arguments, is);
      case Expr.PlusMinus(Expr left, Expr right, boolean _) -> any(left, is) || any(right, is);
      case Expr.Percent(Expr value) -> any(value, is);
      case Expr.Measured(Expr value, String _) -> any(value, is);
      case Expr.Bracket(char _, List<Expr> items, char _) -> anyOf(items, is);
      case Expr.Series(List<Expr> items) -> anyOf(items, is);
      case Expr.Relation(List<Expr> sides, List<String> _) -> anyOf(sides, is);
      case Expr.Matrix(List<List<Expr>> rows) -> rows.stream().anyMatch(row -> anyOf(row, is));
      case Expr.Bound(Expr.Binder _, Expr body, String _, Expr lower, Expr upper) ->
          any(body, is) || end(lower, is) || end(upper, is);
      case Expr.Piecewise(List<Expr.Branch> branches) ->
          branches.stream()
              .anyMatch(branch -> any(branch.value(), is) || any(branch.condition(), is));
      case Expr.Num _, Expr.Sym _, Expr.Const _, Expr.Words _ -> false;
    };
  }

  // An end that is not written or endless, or a side a limit comes from, is no part.
  private static boolean end(Expr end, Predicate<Expr> is) {
    return !(end instanceof Expr.Words)
        && !end.equals(INFINITY)
        && !end.equals(MINUS_INFINITY)
        && any(end, is);
  }

  private static boolean anyOf(List<Expr> parts, Predicate<Expr> is) {
    for (int i = 0; i < parts.size(); i++) {
      if (any(parts.get(i), is)) {
        return true;
      }
    }
    return false;
  }
}
