package fapo.verifier.latex;

import fapo.verifier.expr.Expr;
import fapo.verifier.latex.Token.Kind;

/// Reads decimals whose last digits go on without a bar: `0.333…`, `0.(3)`, `0.1666 repeating`.
final class Periods {
  private static final int LONGEST = 50;

  private Periods() {}

  /// Whether what stands after a decimal says that it goes on.
  static boolean follow(Cursor cursor) {
    Token next = cursor.peek();
    boolean brackets =
        next.is("(")
            && !next.spaced()
            && cursor.peek(1).kind() == Kind.NUMBER
            && cursor.peek(1).text().chars().allMatch(Character::isDigit)
            && cursor.peek(2).is(")");
    return brackets || next.command("ldots") || Prose.repeating(next);
  }

  static Expr.Num read(Token token, Cursor cursor) {
    Token mark = cursor.take();
    if (mark.is("(")) {
      String digits = cursor.take().text();
      cursor.expect(")");
      return NumberRead.period(token, digits);
    }
    String decimals = token.text().substring(token.text().indexOf('.') + 1);
    for (int length = 1; length * 2 <= decimals.length() && length <= LONGEST; length++) {
      if (repeats(decimals, length, length == 1 ? 3 : 2)) {
        return NumberRead.period(token, decimals.substring(decimals.length() - length));
      }
    }
    if (Prose.repeating(mark) && !decimals.isEmpty()) {
      return NumberRead.period(token, decimals.substring(decimals.length() - 1));
    }
    throw new SyntaxException(mark.start(), "digits that repeat");
  }

  // Whether the last digits are the same ones `times` times over.
  private static boolean repeats(String decimals, int length, int times) {
    int from = decimals.length() - length * times;
    return from >= 0
        && decimals.regionMatches(from, decimals, from + length, decimals.length() - from - length);
  }
}
