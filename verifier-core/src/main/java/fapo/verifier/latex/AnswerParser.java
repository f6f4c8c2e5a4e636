package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import fapo.verifier.latex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
  private static final Set<String> RELATIONS =
      Set.of(
          "=", "<", ">", "<=", ">=", "!=", "in", "~=", "≡", "→", "↦", "∝", "⟂", "∥", "⊂", "⊆", "⊃",
          "⊇", "∉", "≪", "≫", "≅", "∣");

  private final Cursor cursor;
  private final Primaries primaries;

  private AnswerParser(Cursor cursor) {
    this.cursor = cursor;
    this.primaries = new Primaries(cursor, this);
  }

  /// @throws fapo.verifier.expr.LimitException over a counted limit
  public static Parsed parse(String answer) {
    try {
      AnswerParser parser = new AnswerParser(Lexer.cursor(answer));
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
    if (cursor.peek().is("=") || cursor.peek().is("~=")) {
      cursor.take();
    }
    List<Expr> items = items();
    return items.size() == 1 ? items.getFirst() : new Expr.Series(items);
  }

  List<Expr> items() {
    List<Expr> items = new ArrayList<>();
    items.add(item());
    while (separator() || apart()) {
      while (separator()) {
        // "1, and 2": one separation written twice
      }
      if (closes()) {
        break;
      }
      items.add(item());
    }
    cursor.takeIf(".");
    return items;
  }

  private boolean separator() {
    return cursor.takeIf(",") || cursor.takeIf(";");
  }

  // "x = 1 \quad y = 2": two statements set apart by space alone.
  private boolean apart() {
    Token next = cursor.peek();
    return next.wide() && !closes() && !Prose.condition(next) && next.kind() != Kind.OPERATOR;
  }

  private boolean closes() {
    Token next = cursor.peek();
    boolean ends = next.kind() == Kind.COMMAND && next.text().startsWith("end:");
    return ends
        || next.kind() == Kind.END
        || next.kind() == Kind.CLOSE
        || next.is("&")
        || next.is("\\\\")
        || next.is(".");
  }

  // item := statement { ("⇒" | "⇔") statement }
  Expr item() {
    Expr first = statement();
    if (!cursor.peek().is("⇒") && !cursor.peek().is("⇔")) {
      return first;
    }
    List<Expr> statements = new ArrayList<>(List.of(first));
    List<String> operators = new ArrayList<>();
    while (cursor.peek().is("⇒") || cursor.peek().is("⇔")) {
      operators.add(cursor.take().text());
      statements.add(statement());
    }
    return new Expr.Relation(statements, operators);
  }

  // statement := set { relation set } [modulus]
  private Expr statement() {
    Expr first = set();
    if (!relates() && !startsModulus()) {
      return first;
    }
    List<Expr> sides = new ArrayList<>(List.of(first));
    List<String> operators = new ArrayList<>();
    while (relates()) {
      while (cursor.takeIf("\\\\") || cursor.takeIf("&")) {
        // a chain goes on in the next line
      }
      operators.add(cursor.take().text());
      cursor.takeIf("&");
      sides.add(set());
    }
    return congruence(sides, operators);
  }

  private boolean relates() {
    int ahead = 0;
    while (ahead < 3 && (cursor.peek(ahead).is("\\\\") || cursor.peek(ahead).is("&"))) {
      ahead++;
    }
    Token token = cursor.peek(ahead);
    return token.kind() == Kind.OPERATOR
        && RELATIONS.contains(token.text())
        && !(ahead == 0 && cursor.barParts());
  }

  boolean startsModulus() {
    return cursor.peek().command("pmod")
        || (cursor.peek().is("(") && Commands.modulo(cursor.peek(1)));
  }

  // `a ≡ b (mod m)`; without a modulus, ≡ says the same as =.
  private Expr congruence(List<Expr> sides, List<String> operators) {
    Expr last = sides.getLast();
    if (startsModulus()) {
      sides.set(sides.size() - 1, new Expr.Call("pmod", List.of(last, modulus())));
    } else if (operators.contains("≡")
        && last instanceof Expr.Call(String name, List<Expr> arguments)
        && name.equals("mod")) {
      sides.set(sides.size() - 1, new Expr.Call("pmod", arguments));
    } else {
      operators.replaceAll(operator -> operator.equals("≡") ? "=" : operator);
      return new Expr.Relation(sides, operators);
    }
    operators.replaceAll(operator -> operator.equals("=") ? "≡" : operator);
    return operators.isEmpty() ? sides.getFirst() : new Expr.Relation(sides, operators);
  }

  private Expr modulus() {
    if (cursor.takeIfCommand("pmod")) {
      return primaries.argument();
    }
    cursor.take();
    cursor.take();
    Expr modulus = sum();
    cursor.expect(")");
    return modulus;
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
      boolean plain = cursor.peek().is("{");
      Expr right = ratio();
      boolean set = plain && right instanceof Expr.Num;
      left =
          new Expr.Call(
              token.text(),
              List.of(left, set ? new Expr.Bracket('{', List.of(right), '}') : right));
    }
  }

  // ratio := measured { ":" measured }
  private Expr ratio() {
    Expr left = measured();
    if (!cursor.peek().is(":") || cursor.insideBuilder()) {
      return left;
    }
    List<Expr> parts = new ArrayList<>(List.of(left));
    while (cursor.takeIf(":")) {
      parts.add(measured());
    }
    return parts.size() == 2 ? Expr.quotient(left, parts.getLast()) : new Expr.Call("ratio", parts);
  }

  // measured := sum [unit]
  private Expr measured() {
    if (cursor.peek().kind() == Kind.TEXT) {
      return words();
    }
    Expr value = fraction(sum());
    if (Prose.condition(cursor.peek())) {
      return value;
    }
    if (cursor.peek().kind() != Kind.TEXT && cursor.peek().kind() != Kind.WORD) {
      return value;
    }
    StringBuilder unit = new StringBuilder();
    while (unitGoesOn()) {
      Token token = cursor.take();
      unit.append(!unit.isEmpty() && token.spaced() ? " " : "").append(token.text());
    }
    return scaled(value, unit.toString().strip());
  }

  // "5 million dollars" is 5000000 dollars.
  private static Expr scaled(Expr value, String unit) {
    int space = unit.indexOf(' ');
    @Nullable Rational scale = Units.scale(space < 0 ? unit : unit.substring(0, space));
    if (scale == null) {
      return new Expr.Measured(value, unit);
    }
    Expr times = new Expr.Product(List.of(value, new Expr.Num(scale, false)));
    return space < 0 ? times : scaled(times, unit.substring(space + 1).strip());
  }

  // `{a \over b}`, `{n \choose k}`
  private Expr fraction(Expr top) {
    Token infix = cursor.peek();
    if (cursor.takeIfCommand("over")) {
      return Expr.quotient(top, sum());
    }
    if (cursor.takeIfCommand("choose")) {
      return new Expr.Call("binom", List.of(top, sum()));
    }
    if (infix.command("atop")) {
      throw new SyntaxException(infix.start(), "a fraction");
    }
    return top;
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
    return term(negative);
  }

  Expr term() {
    return term(false);
  }

  // term := power { ["*" | "/" | "mod"] power }, from left to right; a remainder takes the sign in.
  private Expr term(boolean minus) {
    boolean negative = minus;
    List<Expr> factors = new ArrayList<>();
    factors.add(primaries.power());
    while (true) {
      if (cursor.takeIf("*")) {
        factors.add(signedPower());
      } else if (cursor.takeIf("/")) {
        factors.add(new Expr.Power(signedPower(), Expr.Num.of(-1)));
      } else if (Commands.modulo(cursor.peek())) {
        cursor.take();
        Expr of = product(factors, negative);
        negative = false;
        factors = new ArrayList<>(List.of(new Expr.Call("mod", List.of(of, signedPower()))));
      } else if (primaries.startsFactor() && !startsModulus()) {
        factors.add(primaries.power());
      } else {
        return product(factors, negative);
      }
    }
  }

  private static Expr product(List<Expr> factors, boolean negative) {
    Expr product = factors.size() == 1 ? factors.getFirst() : new Expr.Product(factors);
    return negative ? Expr.negate(product) : product;
  }

  private Expr signedPower() {
    boolean negative = false;
    while (cursor.peek().is("-") || cursor.peek().is("+")) {
      negative ^= cursor.take().is("-");
    }
    Expr power = primaries.power();
    return negative ? Expr.negate(power) : power;
  }
}
