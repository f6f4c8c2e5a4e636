package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.latex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the parts of a product: numbers, names, brackets, functions, and what is written after
/// them.
final class Primaries {
  private static final int LONGEST_PRODUCT_NAME = 3;

  private final Cursor cursor;
  private final AnswerParser parser;
  private final Commands commands;
  private int reversed;

  Primaries(Cursor cursor, AnswerParser parser) {
    this.cursor = cursor;
    this.parser = parser;
    this.commands = new Commands(cursor, parser, this);
  }

  /// Whether the next token begins a factor of the product being read.
  boolean startsFactor() {
    Token token = cursor.peek();
    Token before = cursor.previous();
    if (cursor.insideIntegral() ? Binders.startsDifferential(cursor) : token.wide()) {
      return false;
    }
    return switch (token.kind()) {
      case NUMBER ->
          (before.kind() != Kind.NUMBER && !before.is("}"))
              || (token.spaced() && cursor.peek(1).command("frac"));
      case SYMBOL, CONSTANT, FUNCTION -> true;
      case WORD -> !(Units.unit(token.text()) && afterValue(before)) && splits(token);
      case OPEN -> !token.is("\\{") && !(token.is("[") && closesOutward());
      case OPERATOR -> token.is("|") && !cursor.insideBars() && !cursor.barParts();
      case COMMAND -> commands.startsFactor(token);
      case TEXT, CLOSE, END -> false;
    };
  }

  // "]1,2[" and "[0,1[": the bracket that ends an interval faces outward.
  private boolean closesOutward() {
    Token after = cursor.peek(1);
    return reversed > 0
        || after.kind() == Kind.END
        || after.kind() == Kind.CLOSE
        || (after.kind() == Kind.OPERATOR && !after.is("-") && !after.is("|"));
  }

  private static boolean afterValue(Token before) {
    return before.kind() == Kind.NUMBER
        || before.kind() == Kind.CLOSE
        || before.kind() == Kind.CONSTANT;
  }

  private static boolean splits(Token word) {
    return word.text().length() <= LONGEST_PRODUCT_NAME
        || (word.text().length() <= 5 && word.text().chars().allMatch(Character::isUpperCase));
  }

  // power := primary { "^" argument | "!" | "%" | "°" | "'" }
  Expr power() {
    Token token = cursor.peek();
    if (token.kind() == Kind.WORD && splits(token)) {
      return letters(token.text().length());
    }
    return raisedAndMarked(primary());
  }

  // Letters are a product; what is written after them belongs to the last one.
  private Expr letters(int count) {
    List<Expr> letters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String letter = cursor.takeCharacter().text();
      boolean constant = (letter.equals("i") || letter.equals("e")) && !cursor.binds(letter);
      letters.add(constant ? constantNamed(letter) : new Expr.Sym(letter));
    }
    letters.add(raisedAndMarked(subscripted(letters.removeLast())));
    return new Expr.Product(letters);
  }

  private Expr raisedAndMarked(Expr of) {
    Expr value = of;
    while (true) {
      if (cursor.takeIf("^")) {
        value = raised(value);
      } else if (cursor.peek().is("_")
          && value instanceof Expr.Power(Expr.Sym base, Expr exponent)) {
        value = lowered(base, exponent);
      } else if (cursor.takeIf("!")) {
        value = new Expr.Call(cursor.takeIf("!") ? "doublefactorial" : "factorial", List.of(value));
      } else if (cursor.takeIf("%")) {
        boolean endless = value.equals(new Expr.Const(Constant.INFINITY));
        value = endless ? value : new Expr.Percent(value);
      } else if (cursor.takeIf("°")) {
        value = new Expr.Measured(value, "°");
      } else {
        return value;
      }
    }
  }

  // `\lambda^2_i` is `\lambda_i^2`; `C^k_n` counts combinations.
  private Expr lowered(Expr.Sym base, Expr exponent) {
    if (base.name().equals("C") && Combinations.starts(cursor)) {
      cursor.take();
      return new Expr.Call("binom", List.of(below(), exponent));
    }
    Expr name = subscripted(base);
    return new Expr.Power(name, exponent);
  }

  private Expr raised(Expr base) {
    boolean braces = cursor.peek().is("{") && cursor.peek(1).is("°") && cursor.peek(2).is("}");
    if (cursor.peek().is("°") || braces) {
      for (int i = 0; i < (braces ? 3 : 1); i++) {
        cursor.take();
      }
      return new Expr.Measured(base, "°");
    }
    boolean group = cursor.peek().is("{");
    if (cursor.peek(group ? 1 : 0).command("prime")) {
      return primed(base, group);
    }
    if (marks(group)) {
      return marked(base, group);
    }
    Token token = cursor.peek();
    boolean named = base instanceof Expr.Sym && token.kind() == Kind.SYMBOL;
    return cursor.peek(1).is("_") && named
        ? new Expr.Power(base, new Expr.Sym(cursor.take().text()))
        : new Expr.Power(base, exponent());
  }

  private Expr primed(Expr base, boolean group) {
    cursor.takeIf("{");
    StringBuilder primes = new StringBuilder();
    while (cursor.takeIfCommand("prime")) {
      primes.append('\'');
    }
    if (group) {
      cursor.expect("}");
    }
    return switch (base) {
      case Expr.Sym(String name) -> new Expr.Sym(name + primes);
      default -> new Expr.Call("^" + primes, List.of(base));
    };
  }

  // `x^+`, `A^*`: a sign alone above a name.
  private boolean marks(boolean group) {
    Token sign = cursor.peek(group ? 1 : 0);
    Token next = cursor.peek(group ? 2 : 1);
    boolean alone = group ? next.is("}") : next.kind() == Kind.END || next.kind() == Kind.CLOSE;
    return alone && (sign.is("+") || sign.is("-") || sign.is("*"));
  }

  private Expr marked(Expr base, boolean group) {
    cursor.takeIf("{");
    Expr marked = new Expr.Call("^" + cursor.take().text(), List.of(base));
    if (group) {
      cursor.expect("}");
    }
    return marked;
  }

  Expr exponent() {
    boolean negative = false;
    while (cursor.peek().is("-") || cursor.peek().is("+")) {
      negative ^= cursor.take().is("-");
    }
    cursor.enter();
    Expr exponent =
        switch (cursor.peek().kind()) {
          case WORD -> argument();
          case NUMBER -> NumberRead.value(cursor.take());
          default -> primary();
        };
    exponent = cursor.takeIf("^") ? new Expr.Power(exponent, exponent()) : exponent;
    cursor.leave();
    return negative ? Expr.negate(exponent) : exponent;
  }

  /// What stands below an operator: `k=1`, `x \to 0`, `2`.
  Expr below() {
    if (!cursor.takeIf("{")) {
      return argument();
    }
    int hidden = cursor.hideBars();
    List<Expr> items = parser.items();
    cursor.showBars(hidden);
    cursor.expect("}");
    return items.size() == 1 ? items.getFirst() : new Expr.Series(items);
  }

  /// One argument of a command: a group, or a single character.
  Expr argument() {
    if (cursor.peek().is("{")) {
      return group();
    }
    Token token = cursor.peek();
    if (token.kind() == Kind.NUMBER || token.kind() == Kind.WORD) {
      Token character = cursor.takeCharacter();
      return character.kind() == Kind.NUMBER
          ? NumberRead.value(character)
          : new Expr.Sym(character.text());
    }
    return primary();
  }

  private Expr group() {
    cursor.expect("{");
    int hidden = cursor.hideBars();
    Expr inner = parser.item();
    cursor.showBars(hidden);
    cursor.expect("}");
    return inner;
  }

  private Expr primary() {
    cursor.enter();
    Token token = cursor.peek();
    Expr value =
        switch (token.kind()) {
          case NUMBER -> NumberRead.number(cursor, this);
          case SYMBOL -> symbol(cursor.take());
          case CONSTANT -> constant(cursor.take());
          case FUNCTION -> commands.function(cursor.take());
          case WORD -> word();
          case TEXT -> text();
          case OPEN -> bracket(cursor.take());
          case CLOSE -> reversed(token);
          case OPERATOR -> bars(token);
          case COMMAND -> commands.command(cursor.take());
          case END -> throw new SyntaxException(token.start(), "a value");
        };
    cursor.leave();
    return value;
  }

  private Expr text() {
    Token token = cursor.take();
    if (token.text().length() == 1 && Character.isLetter(token.text().charAt(0))) {
      return symbol(token);
    }
    throw new SyntaxException(token.start(), "a value");
  }

  private Expr word() {
    Token token = cursor.peek();
    boolean alone = cursor.peek(1).kind() == Kind.END && !splits(token);
    if (alone) {
      return new Expr.Words(cursor.take().text());
    }
    if (!splits(token)) {
      throw new SyntaxException(token.start(), "a value");
    }
    return letters(token.text().length());
  }

  private Expr symbol(Token token) {
    if (token.text().equals("C") && Combinations.starts(cursor)) {
      @Nullable Expr combination = Combinations.upward(cursor, this);
      if (combination != null) {
        return combination;
      }
    }
    Expr name = subscripted(new Expr.Sym(token.text()));
    boolean function = name instanceof Expr.Sym && "fghFGH".contains(token.text());
    if (!function || !(name instanceof Expr.Sym(String called)) || called.indexOf('_') >= 0) {
      return name;
    }
    boolean group = cursor.peek().is("{") && cursor.peek(1).is("(");
    if (cursor.peek().is("(") && !cursor.peek().spaced()) {
      return new Expr.Call(called, arguments());
    }
    if (group) {
      cursor.take();
      Expr call = new Expr.Call(called, arguments());
      cursor.expect("}");
      return call;
    }
    return name;
  }

  /// The arguments of a function, in round brackets.
  List<Expr> arguments() {
    cursor.take();
    int hidden = cursor.hideBars();
    List<Expr> items = parser.items();
    cursor.showBars(hidden);
    if (cursor.peek().kind() != Kind.CLOSE) {
      throw new SyntaxException(cursor.peek().start(), "')'");
    }
    cursor.take();
    return items;
  }

  /// A name with what is written below and beside it: `x_{12}`, `y'`.
  Expr subscripted(Expr of) {
    Expr name = of;
    while (cursor.peek().is("_") || cursor.peek().is("'")) {
      if (cursor.takeIf("'")) {
        name = new Expr.Sym(label(name) + "'");
      } else {
        cursor.take();
        if (cursor.subscriptBinds()) {
          return new Expr.Call(label(name) + "_", List.of(below()));
        }
        name = new Expr.Sym(label(name) + "_" + flat());
      }
    }
    return name;
  }

  private static String label(Expr name) {
    return switch (name) {
      case Expr.Sym(String label) -> label;
      case Expr.Const(Constant constant) -> constant.symbol();
      default -> throw new SyntaxException(0, "a name");
    };
  }

  /// The text of a subscript, without its spaces.
  String flat() {
    if (!cursor.takeIf("{")) {
      return cursor.takeCharacter().text();
    }
    StringBuilder flat = new StringBuilder();
    int braces = 1;
    while (true) {
      Token token = cursor.take();
      if (token.kind() == Kind.END) {
        throw new SyntaxException(token.start(), "'}'");
      }
      braces += token.is("{") ? 1 : token.is("}") ? -1 : 0;
      if (braces == 0) {
        return flat.toString();
      }
      flat.append(token.text());
    }
  }

  private Expr constant(Token token) {
    return subscripted(
        cursor.binds(token.text()) ? new Expr.Sym(token.text()) : constantNamed(token.text()));
  }

  private static Expr constantNamed(String name) {
    for (Constant constant : Constant.values()) {
      if (constant.symbol().equals(name)) {
        return new Expr.Const(constant);
      }
    }
    return new Expr.Sym(name);
  }

  // "(" items ")" and its kin; one item in round brackets is the item itself.
  private Expr bracket(Token open) {
    if (open.is("lfloor") || open.is("lceil")) {
      Expr inner = parser.item();
      cursor.expect(open.is("lfloor") ? "rfloor" : "rceil");
      return new Expr.Call(open.is("lfloor") ? "floor" : "ceil", List.of(inner));
    }
    boolean braces = open.is("\\{");
    if (braces && cursor.takeIf("\\}")) {
      return new Expr.Const(Constant.EMPTY_SET);
    }
    if (braces
        && cursor.peek().kind() == Kind.COMMAND
        && cursor.peek().text().startsWith("begin:")) {
      Expr cases = commands.opened();
      cursor.takeIf("\\}");
      return cases;
    }
    if (open.is("{") && cursor.takeIf("}")) {
      return Combinations.before(cursor, this);
    }
    boolean nested = open.is("{") && cursor.peek().is("{");
    int hidden = cursor.hideBars();
    if (braces || open.is("(")) {
      cursor.openBuilder();
    }
    List<Expr> items = new ArrayList<>(parser.items());
    if (nested && items.size() > 1) {
      items.replaceAll(Primaries::set);
    }
    if (cursor.barParts() || (braces && cursor.peek().is(":"))) {
      items = new ArrayList<>(List.of(such(items, braces)));
    }
    cursor.showBars(hidden);
    Token close = cursor.peek();
    if (close.kind() != Kind.CLOSE && !close.is("[")) {
      throw new SyntaxException(close.start(), "a closing bracket");
    }
    cursor.take();
    if (open.is("{") != close.is("}") || open.is("\\{") != close.is("\\}")) {
      throw new SyntaxException(close.start(), "the bracket that closes '" + open.text() + "'");
    }
    return items.size() == 1 && !braces
        ? items.getFirst()
        : new Expr.Bracket(shape(open), items, close.is("[") ? ')' : shape(close));
  }

  // "{x | x > 0}" is the set of its condition; "(A | B)" and other builders are names.
  private Expr such(List<Expr> of, boolean braces) {
    cursor.take();
    int hidden = cursor.hideBars();
    List<Expr> conditions = parser.items();
    cursor.showBars(hidden);
    Expr element = of.size() == 1 ? of.getFirst() : new Expr.Series(of);
    boolean real =
        element instanceof Expr.Sym
            || (element instanceof Expr.Relation(List<Expr> sides, List<String> operators)
                && operators.equals(List.of("in"))
                && sides.getFirst() instanceof Expr.Sym
                && sides.getLast().equals(new Expr.Const(Constant.REALS)));
    if (braces
        && real
        && conditions.size() == 1
        && conditions.getFirst() instanceof Expr.Relation) {
      return conditions.getFirst();
    }
    List<Expr> parts = new ArrayList<>(List.of(element));
    parts.addAll(conditions);
    return new Expr.Call("such", parts);
  }

  // "{{1},{2}}": braces in a list of braces are sets although one group alone would not be.
  private static Expr set(Expr item) {
    boolean set = item instanceof Expr.Bracket bracket && bracket.open() == '{';
    return set ? item : new Expr.Bracket('{', List.of(item), '}');
  }

  // "]1,2[" is the open interval.
  private Expr reversed(Token token) {
    if (!token.is("]")) {
      throw new SyntaxException(token.start(), "a value");
    }
    cursor.take();
    reversed++;
    List<Expr> items = parser.items();
    reversed--;
    Token close = cursor.take();
    if (items.size() != 2 || !(close.is("[") || close.is("]") || close.is(")"))) {
      throw new SyntaxException(close.start(), "a closing bracket");
    }
    return new Expr.Bracket('(', items, close.is("]") ? ']' : ')');
  }

  private static char shape(Token bracket) {
    String text = bracket.text();
    return text.equals("[") && bracket.kind() == Kind.OPEN ? '[' : text.charAt(text.length() - 1);
  }

  private Expr bars(Token token) {
    if (token.is("_") || token.is("^")) {
      return Combinations.before(cursor, this);
    }
    if (!token.is("|")) {
      throw new SyntaxException(token.start(), "a value");
    }
    cursor.take();
    cursor.openBar();
    Expr inner = parser.item();
    cursor.closeBar();
    cursor.expect("|");
    return new Expr.Call(inner instanceof Expr.Matrix ? "det" : "abs", List.of(inner));
  }
}
