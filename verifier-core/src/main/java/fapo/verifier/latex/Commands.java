package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Constant;
import fapo.verifier.latex.Token.Kind;
import java.util.List;
import java.util.Set;

/// Reads commands and functions with their arguments: `\frac`, `\sqrt`, `\sin^2 x`, matrices.
final class Commands {
  private static final Set<String> UNREADABLE =
      Set.of(
          "vdots", "ddots", "bmod", "mod", "pmod", "prime", "forall", "exists", "choose", "over",
          "atop", "end");
  private static final Set<String> PREFIXES =
      Set.of("angle", "triangle", "measuredangle", "therefore", "odot");

  private final Cursor cursor;
  private final AnswerParser parser;
  private final Primaries primaries;
  private final Binders binders;
  private final Environments environments;
  private final Applications applications;

  Commands(Cursor cursor, AnswerParser parser, Primaries primaries) {
    this.cursor = cursor;
    this.parser = parser;
    this.primaries = primaries;
    this.binders = new Binders(cursor, parser, primaries);
    this.environments = new Environments(cursor, parser);
    this.applications = new Applications(cursor, primaries);
  }

  static boolean modulo(Token token) {
    return token.command("mod") || token.command("bmod");
  }

  boolean startsFactor(Token command) {
    return !UNREADABLE.contains(command.text()) && !command.text().startsWith("end:");
  }

  /// The environment that stands here, after an opening brace.
  Expr opened() {
    return environments.read(cursor.take(), true);
  }

  Expr command(Token command) {
    String name = command.text();
    if (name.startsWith("begin:")) {
      return environments.read(command, false);
    }
    if (PREFIXES.contains(name)) {
      return primaries.power();
    }
    if (Names.STYLES.contains(name)) {
      return styled(name);
    }
    return switch (name) {
      case "frac" -> binders.fraction(primaries.argument(), primaries.argument());
      case "sqrt" -> root();
      case "cbrt" -> Expr.root(primaries.argument(), Expr.Num.of(3));
      case "binom", "dbinom", "tbinom" ->
          new Expr.Call("binom", List.of(primaries.argument(), primaries.argument()));
      case "overrightarrow", "overleftrightarrow", "overleftarrow" -> primaries.argument();
      case "overline", "bar", "tilde", "widetilde", "dot", "ddot" -> marked(name);
      case "ldots" -> new Expr.Words("…");
      case "sum", "prod", "lim", "int", "oint", "iint", "iiint", "bigcup", "bigcap" ->
          binders.bound(command);
      default -> throw new SyntaxException(command.start(), "a known command");
    };
  }

  // A line over a segment says nothing; over one name it makes another name.
  private Expr marked(String name) {
    Expr of = primaries.argument();
    boolean segment =
        of instanceof Expr.Product(List<Expr> letters)
            && letters.stream().allMatch(letter -> letter instanceof Expr.Sym);
    String mark =
        switch (name) {
          case "overline" -> "bar";
          case "widetilde" -> "tilde";
          default -> name;
        };
    return segment ? of : new Expr.Call(mark, List.of(of));
  }

  private Expr styled(String name) {
    if (name.endsWith("boxed") || name.endsWith("box")) {
      return boxed();
    }
    Expr inner = primaries.argument();
    if (name.equals("mathbb") && inner.equals(new Expr.Sym("R"))) {
      return new Expr.Const(Constant.REALS);
    }
    if (inner instanceof Expr.Const(Constant constant)
        && (name.endsWith("hat") || name.equals("vec"))) {
      inner = new Expr.Sym(constant.symbol());
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

  Expr function(Token function) {
    return applications.function(function);
  }
}
