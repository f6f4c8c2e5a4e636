package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.latex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads commands and functions with their arguments: `\frac`, `\sqrt`, `\sin^2 x`, matrices.
final class Commands {
  private static final Set<String> UNREADABLE =
      Set.of(
          "ldots",
          "dots",
          "cdots",
          "vdots",
          "ddots",
          "to",
          "rightarrow",
          "implies",
          "mapsto",
          "bmod",
          "mod",
          "pmod",
          "prime",
          "forall",
          "exists",
          "ge",
          "choose",
          "over",
          "end");
  private static final Set<String> PREFIXES =
      Set.of("angle", "triangle", "measuredangle", "therefore", "odot");

  private final Cursor cursor;
  private final AnswerParser parser;
  private final Primaries primaries;

  Commands(Cursor cursor, AnswerParser parser, Primaries primaries) {
    this.cursor = cursor;
    this.parser = parser;
    this.primaries = primaries;
  }

  boolean startsFactor(Token command) {
    return !UNREADABLE.contains(command.text()) && !command.text().startsWith("end:");
  }

  Expr command(Token command) {
    String name = command.text();
    if (name.startsWith("begin:")) {
      return matrix(command);
    }
    if (PREFIXES.contains(name)) {
      return primaries.power();
    }
    if (Names.STYLES.contains(name)) {
      return styled(name);
    }
    return switch (name) {
      case "frac" -> Expr.quotient(primaries.argument(), primaries.argument());
      case "sqrt" -> root();
      case "cbrt" -> Expr.root(primaries.argument(), Expr.Num.of(3));
      case "binom", "dbinom", "tbinom" ->
          new Expr.Call("binom", List.of(primaries.argument(), primaries.argument()));
      case "overline", "bar", "overrightarrow", "overleftrightarrow", "tilde", "widetilde" ->
          primaries.argument();
      case "Vert", "lVert", "rVert" -> throw new SyntaxException(command.start(), "a value");
      default -> throw new SyntaxException(command.start(), "a known command");
    };
  }

  private Expr styled(String name) {
    if (name.endsWith("boxed") || name.endsWith("box")) {
      return boxed();
    }
    Expr inner = primaries.argument();
    if (name.equals("mathbb") && inner.equals(new Expr.Sym("R"))) {
      return new Expr.Const(Constant.REALS);
    }
    return inner instanceof Expr.Sym ? primaries.subscripted(inner) : inner;
  }

  // A box is a group that may hold a list.
  private Expr boxed() {
    if (!cursor.takeIf("{")) {
      return primaries.argument();
    }
    List<Expr> items = parser.items();
    cursor.expect("}");
    return items.size() == 1 ? items.getFirst() : new Expr.Series(items);
  }

  // "\sqrt" ["[" degree "]"] argument; "sqrt3", "sqrt(3)"
  private Expr root() {
    Expr degree = Expr.Num.of(2);
    if (cursor.takeIf("[")) {
      degree = parser.item();
      cursor.expect("]");
    }
    if (cursor.peek().kind() == Kind.NUMBER) {
      return Expr.root(NumberRead.value(cursor.take()), degree);
    }
    return Expr.root(primaries.argument(), degree);
  }

  /// A function, its base or power, and its argument: brackets, or the product that follows.
  Expr function(Token function) {
    String name = function.text();
    Expr base = null;
    if (cursor.takeIf("_")) {
      base = primaries.argument();
    }
    Expr power = cursor.takeIf("^") ? primaries.exponent() : null;
    List<Expr> arguments = new ArrayList<>(argumentsOf());
    boolean inverse = power != null && power.equals(Expr.Num.of(-1)) && trigonometric(name);
    if (base != null) {
      arguments.add(base);
    }
    Expr call = new Expr.Call(inverse ? "arc" + name : canonical(name), arguments);
    return power == null || inverse ? call : new Expr.Power(call, power);
  }

  private List<Expr> argumentsOf() {
    Token next = cursor.peek();
    if (next.kind() == Kind.OPEN && !next.is("lfloor") && !next.is("lceil")) {
      return primaries.arguments();
    }
    List<Expr> factors = new ArrayList<>();
    factors.add(primaries.power());
    while (goesOn()) {
      factors.add(primaries.power());
    }
    return List.of(factors.size() == 1 ? factors.getFirst() : new Expr.Product(factors));
  }

  private boolean goesOn() {
    Kind kind = cursor.peek().kind();
    boolean value =
        kind == Kind.SYMBOL
            || kind == Kind.CONSTANT
            || kind == Kind.NUMBER
            || cursor.peek().command("frac");
    return value && primaries.startsFactor();
  }

  private static boolean trigonometric(String name) {
    return Set.of("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh").contains(name);
  }

  private static String canonical(String name) {
    boolean inverse =
        name.startsWith("a") && name.length() > 3 && !name.startsWith("arc") && !name.equals("abs");
    if (inverse) {
      return "arc" + name.substring(name.startsWith("ar") && !name.startsWith("arc") ? 2 : 1);
    }
    return name;
  }

  private Expr matrix(Token begin) {
    String environment = begin.text().substring("begin:".length());
    boolean determinant = environment.startsWith("vmatrix");
    if (!environment.contains("matrix") && !environment.equals("array")) {
      throw new SyntaxException(begin.start(), "a matrix");
    }
    List<List<Expr>> rows = new ArrayList<>();
    List<Expr> row = new ArrayList<>();
    while (!cursor.peek().command("end:" + environment)) {
      if (cursor.takeIf("\\\\")) {
        rows.add(row);
        row = new ArrayList<>();
      } else if (!cursor.takeIf("&")) {
        row.add(parser.item());
      }
      if (cursor.ended()) {
        throw new SyntaxException(cursor.peek().start(), "\\end{" + environment + "}");
      }
    }
    cursor.take();
    if (!row.isEmpty()) {
      rows.add(row);
    }
    Expr.Matrix matrix = new Expr.Matrix(rows);
    return determinant ? new Expr.Call("det", List.of(matrix)) : matrix;
  }
}
