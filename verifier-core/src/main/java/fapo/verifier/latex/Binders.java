package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Binder;
import fapo.verifier.latex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads operators that bind a name: sums, products, integrals, limits, unions, derivatives.
///
/// ```
/// bound    := operator { "_" lower | "^" upper } body
/// integral := "∫" { "_" lower | "^" upper } sum "d" name
/// ```
///
/// What binds no plain name (`\sum_{i<j}`, `\int_C`, `dy/dx`) becomes a call that nothing
// evaluates.
final class Binders {
  private static final Expr NONE = new Expr.Words("");

  private final Cursor cursor;
  private final AnswerParser parser;
  private final Primaries primaries;

  Binders(Cursor cursor, AnswerParser parser, Primaries primaries) {
    this.cursor = cursor;
    this.parser = parser;
    this.primaries = primaries;
  }

  Expr bound(Token operator) {
    Expr lower = NONE;
    Expr upper = NONE;
    while (cursor.peek().is("_") || cursor.peek().is("^")) {
      if (cursor.take().is("_")) {
        lower = primaries.below();
      } else {
        upper = primaries.exponent();
      }
    }
    return switch (operator.text()) {
      case "int" -> integral(lower, upper);
      case "oint", "iint", "iiint" -> opaqueIntegral(operator.text(), lower, upper);
      case "lim" -> limit(lower);
      case "sum" -> indexed(Binder.SUM, lower, upper);
      case "prod" -> indexed(Binder.PRODUCT, lower, upper);
      case "bigcup" -> indexed(Binder.UNION, lower, upper);
      default -> indexed(Binder.INTERSECTION, lower, upper);
    };
  }

  private Expr indexed(Binder binder, Expr lower, Expr upper) {
    if (lower instanceof Expr.Relation(List<Expr> sides, List<String> operators)
        && operators.equals(List.of("="))) {
      @Nullable String name = name(sides.getFirst());
      if (name != null) {
        return new Expr.Bound(binder, body(name), name, sides.getLast(), upper);
      }
    }
    @Nullable String name = name(lower);
    return name == null
        ? opaque(binder.symbol(), lower, upper, parser.term())
        : new Expr.Bound(binder, body(name), name, NONE, upper);
  }

  private Expr limit(Expr lower) {
    if (lower instanceof Expr.Relation(List<Expr> sides, List<String> operators)
        && operators.equals(List.of("→"))) {
      @Nullable String name = name(sides.getFirst());
      if (name != null) {
        return limit(name, sides.getLast());
      }
    }
    return opaque("lim", lower, NONE, parser.term());
  }

  private Expr limit(String name, Expr point) {
    return point instanceof Expr.Call(String sign, List<Expr> of) && sign.startsWith("^")
        ? new Expr.Bound(
            Binder.LIMIT, body(name), name, of.getFirst(), new Expr.Words(sign.substring(1)))
        : new Expr.Bound(Binder.LIMIT, body(name), name, point, NONE);
  }

  private Expr body(String name) {
    cursor.bind(name);
    Expr body = parser.term();
    cursor.unbind();
    return body;
  }

  private static Expr opaque(String name, Expr lower, Expr upper, Expr body) {
    List<Expr> arguments = new ArrayList<>(List.of(body));
    if (!lower.equals(NONE)) {
      arguments.add(lower);
    }
    if (!upper.equals(NONE)) {
      arguments.add(upper);
    }
    return new Expr.Call(name + (upper.equals(NONE) ? "_" : "_^"), arguments);
  }

  private Expr integral(Expr lower, Expr upper) {
    @Nullable String first = differential();
    if (first != null) {
      return new Expr.Bound(
          Binder.INTEGRAL, primaries.startsFactor() ? parser.term() : one(), first, lower, upper);
    }
    cursor.openIntegral();
    Expr body = parser.sum();
    cursor.closeIntegral();
    @Nullable String name = differential();
    if (name != null) {
      return new Expr.Bound(Binder.INTEGRAL, body, name, lower, upper);
    }
    return within(body, lower, upper);
  }

  // `\int \frac{dx}{x}`
  private static Expr within(Expr body, Expr lower, Expr upper) {
    if (body instanceof Expr.Product(List<Expr> factors)) {
      for (int i = 0; i < factors.size(); i++) {
        if (factors.get(i) instanceof Expr.Product(List<Expr> top)
            && top.size() >= 2
            && top.get(top.size() - 2).equals(new Expr.Sym("d"))
            && top.getLast() instanceof Expr.Sym(String name)) {
          List<Expr> left = new ArrayList<>(factors);
          List<Expr> rest = top.subList(0, top.size() - 2);
          left.set(i, rest.isEmpty() ? one() : new Expr.Product(rest));
          return new Expr.Bound(Binder.INTEGRAL, new Expr.Product(left), name, lower, upper);
        }
      }
    }
    return opaque("int", lower, upper, body);
  }

  private Expr opaqueIntegral(String operator, Expr lower, Expr upper) {
    cursor.openIntegral();
    Expr body = parser.sum();
    cursor.closeIntegral();
    List<Expr> over = new ArrayList<>(List.of(body));
    for (@Nullable String name = differential(); name != null; name = differential()) {
      over.add(new Expr.Sym(name));
    }
    return opaque(operator, lower, upper, new Expr.Series(over));
  }

  /// Takes `dx`, `d x`, `\mathrm{d}x`; null where none stands here.
  private @Nullable String differential() {
    if (!startsDifferential(cursor)) {
      return null;
    }
    Token d = cursor.take();
    if (d.kind() == Kind.WORD) {
      return d.text().substring(1);
    }
    return name(primaries.subscripted(new Expr.Sym(cursor.take().text())));
  }

  static boolean startsDifferential(Cursor cursor) {
    Token token = cursor.peek();
    if (token.kind() == Kind.WORD) {
      return token.text().length() == 2 && token.text().charAt(0) == 'd';
    }
    return token.text().equals("d")
        && (token.kind() == Kind.SYMBOL || token.kind() == Kind.TEXT)
        && cursor.peek(1).kind() == Kind.SYMBOL;
  }

  /// A fraction, or the derivative it is notation for: `\frac{d}{dx}`, `\frac{d^2y}{dx^2}`.
  Expr fraction(Expr top, Expr bottom) {
    Expr fraction = Expr.quotient(top, bottom);
    if (!(bottom instanceof Expr.Product(List<Expr> below))
        || below.size() != 2
        || !derivation(below.getFirst())) {
      return fraction;
    }
    Expr by = below.getLast() instanceof Expr.Power(Expr base, Expr _) ? base : below.getLast();
    if (!(by instanceof Expr.Sym(String name))) {
      return fraction;
    }
    if (derivation(top)) {
      return primaries.startsFactor() ? derivative(name) : fraction;
    }
    if (top instanceof Expr.Product(List<Expr> above) && derivation(above.getFirst())) {
      List<Expr> rest = above.subList(1, above.size());
      Expr of = rest.size() == 1 ? rest.getFirst() : new Expr.Product(rest);
      return new Expr.Call("diff", List.of(of, below.getLast()));
    }
    boolean order =
        top instanceof Expr.Power(Expr d, Expr times)
            && derivation(d)
            && below.getLast() instanceof Expr.Power(Expr _, Expr same)
            && same.equals(times);
    return order && primaries.startsFactor()
        ? new Expr.Call("diff", List.of(parser.term(), below.getLast()))
        : fraction;
  }

  // Only of an expression in that name: d/dx of anything else is not known to be 0.
  private Expr derivative(String name) {
    int before = cursor.position();
    Expr body = parser.term();
    boolean uses = cursor.used(name, before);
    return uses
        ? new Expr.Bound(Binder.DERIVATIVE, body, name, NONE, NONE)
        : new Expr.Call("diff", List.of(body, new Expr.Sym(name)));
  }

  private static boolean derivation(Expr expr) {
    Expr d = expr instanceof Expr.Power(Expr base, Expr _) ? base : expr;
    return d instanceof Expr.Sym(String name) && (name.equals("d") || name.equals("partial"));
  }

  private static Expr one() {
    return Expr.Num.of(1);
  }

  static @Nullable String name(Expr expr) {
    return switch (expr) {
      case Expr.Sym(String name) -> name;
      case Expr.Const(Expr.Constant constant) when constant == Expr.Constant.I -> "i";
      default -> null;
    };
  }
}
