package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import java.util.List;
import java.util.stream.Collectors;

/// What an answer was read as, written for people: `(+ x 1)`.
final class SExpression {
  private SExpression() {}

  static String of(String answer) {
    return switch (AnswerParser.parse(answer)) {
      case Parsed.Read(Expr expr) -> of(expr);
      case Parsed.Stopped(int position, String _) -> "stopped " + position;
    };
  }

  static String of(Expr expr) {
    return switch (expr) {
      case Expr.Num(Rational value, boolean decimal) -> value + (decimal ? "d" : "");
      case Expr.Sym(String name) -> name;
      case Expr.Const(Expr.Constant constant) -> "#" + constant.symbol();
      case Expr.Sum(List<Expr> terms) -> list("+", terms);
      case Expr.Product(List<Expr> factors) -> list("*", factors);
      case Expr.Power(Expr base, Expr exponent) -> list("^", List.of(base, exponent));
      case Expr.Call(String name, List<Expr> arguments) -> list(name, arguments);
      case Expr.PlusMinus(Expr left, Expr right, boolean minusFirst) ->
          list(minusFirst ? "∓" : "±", List.of(left, right));
      case Expr.Percent(Expr value) -> list("%", List.of(value));
      case Expr.Measured(Expr value, String unit) -> "(unit " + of(value) + " '" + unit + "')";
      case Expr.Bracket(char open, List<Expr> items, char close) ->
          list("bracket" + open + close, items);
      case Expr.Series(List<Expr> items) -> list("series", items);
      case Expr.Relation(List<Expr> sides, List<String> operators) ->
          list(String.join(" ", operators), sides);
      case Expr.Matrix(List<List<Expr>> rows) ->
          rows.stream()
              .map(row -> list("row", row))
              .collect(Collectors.joining(" ", "(matrix ", ")"));
      case Expr.Words(String text) -> "'" + text + "'";
      case Expr.Bound(Expr.Binder binder, Expr body, String name, Expr lower, Expr upper) ->
          "(%s %s %s %s %s)".formatted(binder.symbol(), name, of(lower), of(upper), of(body));
      case Expr.Piecewise(List<Expr.Branch> branches) ->
          branches.stream()
              .map(branch -> "[" + of(branch.value()) + " " + of(branch.condition()) + "]")
              .collect(Collectors.joining(" ", "(cases ", ")"));
    };
  }

  private static String list(String head, List<Expr> parts) {
    return parts.stream()
        .map(SExpression::of)
        .collect(Collectors.joining(" ", "(" + head + " ", ")"));
  }
}
