package fapo.verifier.expr;

import fapo.verifier.expr.Expr.Binder;
import java.util.List;
import java.util.function.UnaryOperator;

/// Puts an expression in the place of a name, or of a call such as `f(x)`. A name that an operator
/// binds again is left alone.
public final class Substitution implements UnaryOperator<Expr> {
  private final Expr what;
  private final Expr value;

  /// @param what a name or a call, matched as a whole
  public Substitution(Expr what, Expr value) {
    this.what = what;
    this.value = value;
  }

  @Override
  public Expr apply(Expr in) {
    if (in.equals(what)) {
      return value;
    }
    return switch (in) {
      case Expr.Num _, Expr.Sym _, Expr.Const _, Expr.Words _ -> in;
      case Expr.Sum(List<Expr> terms) -> new Expr.Sum(all(terms));
      case Expr.Product(List<Expr> factors) -> new Expr.Product(all(factors));
      case Expr.Power(Expr base, Expr exponent) -> new Expr.Power(apply(base), apply(exponent));
      case Expr.Call(String name, List<Expr> arguments) -> new Expr.Call(name, all(arguments));
      case Expr.PlusMinus(Expr left, Expr right, boolean minusFirst) ->
          new Expr.PlusMinus(apply(left), apply(right), minusFirst);
      case Expr.Percent(Expr of) -> new Expr.Percent(apply(of));
      case Expr.Measured(Expr of, String unit) -> new Expr.Measured(apply(of), unit);
      case Expr.Bracket(char open, List<Expr> items, char close) ->
          new Expr.Bracket(open, all(items), close);
      case Expr.Series(List<Expr> items) -> new Expr.Series(all(items));
      case Expr.Relation(List<Expr> sides, List<String> operators) ->
          new Expr.Relation(all(sides), operators);
      case Expr.Matrix(List<List<Expr>> rows) ->
          new Expr.Matrix(rows.stream().map(this::all).toList());
      case Expr.Bound(Binder binder, Expr body, String name, Expr lower, Expr upper) ->
          new Expr.Bound(
              binder, binds(name) ? body : apply(body), name, apply(lower), apply(upper));
      case Expr.Piecewise(List<Expr.Branch> branches) ->
          new Expr.Piecewise(
              branches.stream()
                  .map(branch -> new Expr.Branch(apply(branch.value()), apply(branch.condition())))
                  .toList());
    };
  }

  private boolean binds(String name) {
    return what.equals(new Expr.Sym(name));
  }

  private List<Expr> all(List<Expr> parts) {
    return parts.stream().map(this).toList();
  }
}
