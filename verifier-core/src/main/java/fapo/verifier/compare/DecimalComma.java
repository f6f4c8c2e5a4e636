package fapo.verifier.compare;

import fapo.verifier.expr.Expr;
import fapo.verifier.latex.AnswerParser;
import fapo.verifier.latex.Parsed;

/// `1,5` may be 1.5 where the other side is one number and so has no list reading.
final class DecimalComma {
  private DecimalComma() {}

  static Match compare(
      Expr given, String candidate, Expr expected, String reference, Structures structures) {
    if (given instanceof Expr.Series && expected instanceof Expr.Num) {
      return pointed(candidate) instanceof Parsed.Read(Expr.Num number)
          ? structures.compare(number, expected)
          : Match.UNKNOWN;
    }
    if (expected instanceof Expr.Series && given instanceof Expr.Num) {
      return pointed(reference) instanceof Parsed.Read(Expr.Num number)
          ? structures.compare(given, number)
          : Match.UNKNOWN;
    }
    return Match.UNKNOWN;
  }

  // Exactly one comma, digits close on both sides, and a fraction that is not zero: `-3,0` is a
  // list.
  private static Parsed pointed(String text) {
    int comma = text.indexOf(',');
    boolean between =
        comma > 0
            && comma == text.lastIndexOf(',')
            && comma + 1 < text.length()
            && Character.isDigit(text.charAt(comma - 1))
            && Character.isDigit(text.charAt(comma + 1))
            && text.substring(comma + 1).chars().anyMatch(c -> c >= '1' && c <= '9');
    return between
        ? AnswerParser.parse(text.substring(0, comma) + "." + text.substring(comma + 1))
        : new Parsed.Stopped(Math.max(comma, 0), "a decimal comma");
  }
}
