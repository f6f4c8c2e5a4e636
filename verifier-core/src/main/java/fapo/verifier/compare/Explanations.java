package fapo.verifier.compare;

import fapo.verifier.canon.Canonicalizer;
import fapo.verifier.canon.NoFormException;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import fapo.verifier.latex.AnswerParser;
import fapo.verifier.latex.Parsed;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an answer was read as, as an S-expression for people: structures as written, scalars in
/// them in canonical form, `(set (+ 1 (* 2 x)) 5)`; empty where it cannot be read, or the work of
/// the check is used up.
final class Explanations {
  private final Canonicalizer canonicalizer;

  private Explanations(Work work) {
    this.canonicalizer = new Canonicalizer(work, false);
  }

  static Checked explained(Checked checked, String candidate, String reference, Work work) {
    Explanations explanations = new Explanations(work);
    String left = explanations.form(candidate);
    String right = explanations.form(reference);
    return checked.explained(left, right, work.steps());
  }

  private String form(String text) {
    if (text.length() > Ladder.LONGEST) {
      return "";
    }
    try {
      return switch (AnswerParser.parse(text)) {
        case Parsed.Read(Expr expr) -> form(expr);
        case Parsed.Stopped _ -> "";
      };
    } catch (LimitException _) {
      return "";
    }
  }

  private String form(Expr expr) {
    return switch (expr) {
      case Expr.Words(String text) -> "'" + text + "'";
      case Expr.Percent(Expr value) -> list("%", List.of(value));
      case Expr.Measured(Expr value, String unit) -> "(unit " + form(value) + " '" + unit + "')";
      case Expr.PlusMinus(Expr left, Expr right, boolean minusFirst) ->
          list(minusFirst ? "-+" : "+-", List.of(left, right));
      case Expr.Bracket(char open, List<Expr> items, char close) ->
          list(open == '{' ? "set" : "" + open + close, items);
      case Expr.Series(List<Expr> items) -> list("list", items);
      case Expr.Relation(List<Expr> sides, List<String> operators) ->
          list(String.join(" ", operators), sides);
      case Expr.Matrix(List<List<Expr>> rows) ->
          joined("matrix", rows.stream().map(row -> list("row", row)));
      case Expr.Piecewise(List<Expr.Branch> branches) ->
          joined(
              "cases", branches.stream().map(b -> list("case", List.of(b.value(), b.condition()))));
      case Expr.Call(String name, List<Expr> sides) when Traits.structured(expr) ->
          list(name, sides);
      case Expr.Num _,
          Expr.Sym _,
          Expr.Const _,
          Expr.Sum _,
          Expr.Product _,
          Expr.Power _,
          Expr.Call _,
          Expr.Bound _ ->
          scalar(expr);
    };
  }

  private String scalar(Expr expr) {
    try {
      return canonicalizer.form(expr).toString();
    } catch (NoFormException _) {
      return written(expr);
    }
  }

  // What has no canonical form, as it was read.
  private String written(Expr expr) {
    return switch (expr) {
      case Expr.Num(Rational value, boolean _) -> value.toString();
      case Expr.Sym(String name) -> name;
      case Expr.Const(Expr.Constant constant) -> constant.symbol();
      case Expr.Sum(List<Expr> terms) -> list("+", terms);
      case Expr.Product(List<Expr> factors) -> list("*", factors);
      case Expr.Power(Expr base, Expr exponent) -> list("^", List.of(base, exponent));
      case Expr.Call(String name, List<Expr> arguments) -> list(name, arguments);
      case Expr.Bound(Expr.Binder binder, Expr body, String name, Expr lower, Expr upper) ->
          list(binder.symbol(), List.of(new Expr.Sym(name), lower, upper, body));
      case Expr.Words _,
          Expr.Percent _,
          Expr.Measured _,
          Expr.PlusMinus _,
          Expr.Bracket _,
          Expr.Series _,
          Expr.Relation _,
          Expr.Matrix _,
          Expr.Piecewise _ ->
          form(expr);
    };
  }

  private String list(String head, List<Expr> parts) {
    return joined(head, parts.stream().map(this::form));
  }

  private static String joined(String head, Stream<String> parts) {
    return parts.collect(Collectors.joining(" ", "(" + head + " ", ")"));
  }
}
