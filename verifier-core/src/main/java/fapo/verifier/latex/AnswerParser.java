package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.latex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads an answer written in LaTeX, plain text or Unicode, whole or not at all.
///
/// ```
/// answer   := item { ("," | ";") item }
/// item     := set { ("=" | "<" | "≤" | "≠" | "∈" | …) set }
/// set      := ratio { ("∪" | "∩" | "∖") ratio }
/// ratio    := measured { ":" measured }
/// measured := sum [unit]
/// sum      := ["+" | "-" | "±"] term { ("+" | "-" | "±") term }
/// term     := power { ["*" | "/"] power }
/// power    := primary { "^" argument | "!" | "%" | "°" }
/// ```
public final class AnswerParser {
  private static final Set<String> RELATIONS = Set.of("=", "<", ">", "<=", ">=", "!=", "in", "~=");

  private final Cursor cursor;
  private final Primaries primaries;

  private AnswerParser(Cursor cursor) {
    this.cursor = cursor;
    this.primaries = new Primaries(cursor, this);
  }

  /// @throws fapo.verifier.expr.LimitException over a counted limit
  public static Parsed parse(String answer) {
    try {
      AnswerParser parser = new AnswerParser(new Cursor(Lexer.tokens(answer)));
      Expr expr = parser.answer();
      if (!parser.cursor.ended()) {
        throw new SyntaxException(parser.cursor.peek().start(), "the end");
      }
      return new Parsed.Read(expr);
    } catch (SyntaxException stopped) {
      return stopped.stopped();
    }
  }

  // answer := item { ("," | ";") item }
  private Expr answer() {
    List<Expr> items = items();
    return items.size() == 1 ? items.getFirst() : new Expr.Series(items);
  }

  List<Expr> items() {
    List<Expr> items = new ArrayList<>();
    items.add(item());
    while (separator()) {
      while (separator()) {
        // "1, and 2": one separation written twice
      }
      if (cursor.ended() || cursor.peek().kind() == Kind.CLOSE) {
        break;
      }
      items.add(item());
    }
    return items;
  }

  private boolean separator() {
    return cursor.takeIf(",") || cursor.takeIf(";");
  }

  // item := set { relation set }
  Expr item() {
    List<Expr> sides = new ArrayList<>();
    List<String> operators = new ArrayList<>();
    sides.add(set());
    while (cursor.peek().kind() == Kind.OPERATOR && RELATIONS.contains(cursor.peek().text())) {
      operators.add(cursor.take().text());
      sides.add(set());
    }
    return operators.isEmpty() ? sides.getFirst() : new Expr.Relation(sides, operators);
  }

  // set := ratio { ("∪" | "∩" | "∖") ratio }
  private Expr set() {
    Expr left = ratio();
    while (true) {
      Token token = cursor.peek();
      boolean operation =
          token.kind() == Kind.OPERATOR
              && (token.is("union") || token.is("intersect") || token.is("setminus"));
      if (!operation) {
        return left;
      }
      cursor.take();
      left = new Expr.Call(token.text(), List.of(left, ratio()));
    }
  }

  // ratio := measured { ":" measured }
  private Expr ratio() {
    Expr left = measured();
    while (cursor.takeIf(":")) {
      left = Expr.quotient(left, measured());
    }
    return left;
  }

  // measured := sum [unit]
  private Expr measured() {
    if (cursor.peek().kind() == Kind.TEXT) {
      return words();
    }
    Expr value = sum();
    if (cursor.peek().kind() != Kind.TEXT && cursor.peek().kind() != Kind.WORD) {
      return value;
    }
    StringBuilder unit = new StringBuilder();
    while (unitGoesOn()) {
      Token token = cursor.take();
      unit.append(!unit.isEmpty() && token.spaced() ? " " : "").append(token.text());
    }
    return new Expr.Measured(value, unit.toString().strip());
  }

  private boolean unitGoesOn() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case TEXT, WORD, SYMBOL -> true;
      case NUMBER ->
          cursor.previous().is("^") || cursor.previous().is("{") || cursor.previous().is("-");
      case OPERATOR ->
          token.is("^") || token.is("/") || token.is("*") || token.is(".") || token.is("-");
      case OPEN -> token.is("{") && cursor.previous().is("^");
      case CLOSE -> token.is("}") && cursor.previous().kind() == Kind.NUMBER;
      case CONSTANT, FUNCTION, COMMAND, END -> false;
    };
  }

  private Expr words() {
    Token first = cursor.take();
    if (first.text().length() == 1 && Character.isLetter(first.text().charAt(0))) {
      return primaries.subscripted(new Expr.Sym(first.text()));
    }
    StringBuilder words = new StringBuilder(first.text());
    while (cursor.peek().kind() == Kind.TEXT || cursor.peek().kind() == Kind.WORD) {
      words.append(' ').append(cursor.take().text());
    }
    return new Expr.Words(words.toString());
  }

  // sum := [sign] term { sign term }
  Expr sum() {
    cursor.enter();
    List<Expr> terms = new ArrayList<>();
    Expr first = leading();
    terms.add(first);
    while (true) {
      if (cursor.takeIf("+")) {
        terms.add(signed());
      } else if (cursor.takeIf("-")) {
        terms.add(Expr.negate(signed()));
      } else if (cursor.peek().is("±") || cursor.peek().is("∓")) {
        boolean minusFirst = cursor.take().is("∓");
        Expr left = terms.size() == 1 ? terms.getFirst() : new Expr.Sum(terms);
        terms = new ArrayList<>(List.of(new Expr.PlusMinus(left, term(), minusFirst)));
      } else {
        cursor.leave();
        return terms.size() == 1 ? terms.getFirst() : new Expr.Sum(terms);
      }
    }
  }

  private Expr leading() {
    if (cursor.peek().is("±") || cursor.peek().is("∓")) {
      boolean minusFirst = cursor.take().is("∓");
      return new Expr.PlusMinus(Expr.Num.of(0), term(), minusFirst);
    }
    return signed();
  }

  // A sign binds looser than a product: -2x is -(2x).
  private Expr signed() {
    boolean negative = false;
    while (cursor.peek().is("-") || cursor.peek().is("+")) {
      negative ^= cursor.take().is("-");
    }
    Expr term = term();
    return negative ? Expr.negate(term) : term;
  }

  // term := power { ["*" | "/"] power }
  private Expr term() {
    List<Expr> factors = new ArrayList<>();
    factors.add(primaries.power());
    while (true) {
      if (cursor.takeIf("*")) {
        factors.add(signedPower());
      } else if (cursor.takeIf("/")) {
        factors.add(new Expr.Power(signedPower(), Expr.Num.of(-1)));
      } else if (primaries.startsFactor()) {
        factors.add(primaries.power());
      } else {
        return factors.size() == 1 ? factors.getFirst() : new Expr.Product(factors);
      }
    }
  }

  private Expr signedPower() {
    if (cursor.takeIf("-")) {
      return Expr.negate(signedPower());
    }
    cursor.takeIf("+");
    return primaries.power();
  }
}
