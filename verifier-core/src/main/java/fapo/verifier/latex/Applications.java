package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.latex.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a function with its base, power and argument, under the one name all its spellings share.
///
/// ```
/// function := name ["_" base] ["^" power] (bracket | ["-"] power { power })
/// ```
final class Applications {
  private static final Expr MINUS_ONE = Expr.Num.of(-1);

  private final Cursor cursor;
  private final Primaries primaries;

  Applications(Cursor cursor, Primaries primaries) {
    this.cursor = cursor;
    this.primaries = primaries;
  }

  Expr function(Token function) {
    String name = canonical(function.text());
    @Nullable Expr base = null;
    @Nullable Expr power = null;
    while (cursor.peek().is("_") || cursor.peek().is("^")) {
      if (cursor.take().is("^")) {
        power = primaries.exponent();
      } else {
        base = primaries.below();
      }
    }
    if (base == null) {
      base = asciiBase(function);
    }
    cursor.takeIf(".");
    List<Expr> arguments = new ArrayList<>(arguments());
    if (base != null) {
      arguments.add(base);
      name = name.equals("log") ? name : name + "_";
    }
    if (power == null) {
      return new Expr.Call(name, arguments);
    }
    @Nullable String inverse = power.equals(MINUS_ONE) ? inverse(name) : null;
    return inverse == null
        ? new Expr.Power(new Expr.Call(name, arguments), power)
        : new Expr.Call(inverse, arguments);
  }

  // `log2(8)`, `log10(x)`
  private @Nullable Expr asciiBase(Token function) {
    Token next = cursor.peek();
    boolean base =
        function.text().equals("log")
            && next.kind() == Kind.NUMBER
            && !next.spaced()
            && (next.text().equals("2") || next.text().equals("10"))
            && cursor.peek(1).is("(")
            && !cursor.peek(1).spaced();
    return base ? NumberRead.value(cursor.take()) : null;
  }

  private List<Expr> arguments() {
    Token next = cursor.peek();
    if (next.kind() == Kind.OPEN && !next.is("lfloor") && !next.is("lceil")) {
      return primaries.arguments();
    }
    boolean negative = cursor.takeIf("-");
    List<Expr> factors = new ArrayList<>();
    factors.add(primaries.power());
    while (goesOn()) {
      factors.add(primaries.power());
    }
    Expr argument = factors.size() == 1 ? factors.getFirst() : new Expr.Product(factors);
    return List.of(negative ? Expr.negate(argument) : argument);
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

  private static @Nullable String inverse(String name) {
    return switch (name) {
      case "sin", "cos", "tan", "cot", "sec", "csc" -> "arc" + name;
      case "sinh", "cosh", "tanh", "coth", "sech", "csch" -> "ar" + name;
      default -> null;
    };
  }

  static String canonical(String name) {
    return switch (name) {
      case "asin", "arsin" -> "arcsin";
      case "acos", "arcos" -> "arccos";
      case "atan", "artan", "arctg" -> "arctan";
      case "acot", "arcctg" -> "arccot";
      case "asec" -> "arcsec";
      case "acsc" -> "arccsc";
      case "asinh", "arcsinh", "argsinh" -> "arsinh";
      case "acosh", "arccosh", "argcosh" -> "arcosh";
      case "atanh", "arctanh", "argtanh" -> "artanh";
      case "acoth", "arccoth" -> "arcoth";
      case "asech", "arcsech" -> "arsech";
      case "acsch", "arccsch" -> "arcsch";
      case "tg" -> "tan";
      case "ctg", "cotg" -> "cot";
      case "cosec" -> "csc";
      case "sgn" -> "sign";
      default -> name;
    };
  }
}
