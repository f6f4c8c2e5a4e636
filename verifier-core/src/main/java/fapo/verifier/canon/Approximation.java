package fapo.verifier.canon;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import java.util.List;

/// Encloses the value of a scalar expression, with variables at fixed positive points. It proves
/// that
/// two expressions differ, and what an irrational number is to about 14 digits; never that two are
/// equal.
public final class Approximation {
  private static final int POINTS = 1024;

  private final int salt;

  /// @param salt which points the variables take
  public Approximation(int salt) {
    this.salt = salt;
  }

  public Ball of(Expr expr) {
    return switch (expr) {
      case Expr.Num num -> Ball.of(num.value().approximate());
      case Expr.Sym(String name) -> point(name);
      case Expr.Const(Constant constant) -> constant(constant);
      case Expr.Sum(List<Expr> terms) ->
          terms.stream().map(this::of).reduce(new Ball(0, 0), Ball::plus);
      case Expr.Product(List<Expr> factors) ->
          factors.stream().map(this::of).reduce(new Ball(1, 0), Ball::times);
      case Expr.Power(Expr base, Expr exponent) -> power(base, exponent);
      case Expr.Call(String name, List<Expr> arguments) -> call(name, arguments);
      case Expr.Percent(Expr value) -> of(value).times(Ball.of(0.01));
      case Expr.Measured(Expr value, String unit) ->
          unit.equals("°") ? of(value).times(Ball.of(Math.PI / 180)) : Ball.NOTHING;
      case Expr.PlusMinus _,
          Expr.Bracket _,
          Expr.Series _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Bound _,
          Expr.Piecewise _,
          Expr.Words _ ->
          Ball.NOTHING;
    };
  }

  // Between 0.3 and 2.3, by the name alone.
  private Ball point(String name) {
    int hash = Math.floorMod(((name.hashCode() + salt) * 0x9E3779B1) >>> 7, POINTS);
    return new Ball(0.3 + hash * (2.0 / POINTS), 0);
  }

  private static Ball constant(Constant constant) {
    return switch (constant) {
      case PI -> Ball.of(Math.PI);
      case E -> Ball.of(Math.E);
      case I, INFINITY, EMPTY_SET, REALS -> Ball.NOTHING;
    };
  }

  private Ball power(Expr base, Expr exponent) {
    if (exponent.equals(Expr.Num.of(-1))) {
      return of(base).inverse();
    }
    return of(base).power(of(exponent));
  }

  private Ball call(String name, List<Expr> arguments) {
    if (arguments.size() != 1) {
      return Ball.NOTHING;
    }
    Ball x = of(arguments.getFirst());
    double m = x.middle();
    return switch (name) {
      case "sin" -> Ball.rounded(Math.sin(m), x.radius());
      case "cos" -> Ball.rounded(Math.cos(m), x.radius());
      case "arctan" -> Ball.rounded(Math.atan(m), x.radius());
      case "tan" -> call("sin", arguments).times(call("cos", arguments).inverse());
      case "exp" -> new Ball(Math.E, Math.ulp(Math.E)).power(x);
      case "ln" ->
          m > 2 * x.radius()
              ? Ball.rounded(Math.log(m), x.radius() / (m - x.radius()))
              : Ball.NOTHING;
      case "abs" -> Ball.rounded(Math.abs(m), x.radius());
      default -> Ball.NOTHING;
    };
  }
}
