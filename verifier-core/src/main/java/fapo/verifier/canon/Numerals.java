package fapo.verifier.canon;

import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Reads a whole text that is one plain number: sign, currency sign, digit groups, decimals. The
/// common case of the whole service, decided without a parser.
public final class Numerals {
  private static final int MOST_DIGITS = 1000;

  private Numerals() {}

  /// A number as written.
  ///
  /// @param decimals digits after the point; -1 without a point
  public record Numeral(Rational value, int decimals) {}

  /// The number, or null where the text is anything else.
  public static @Nullable Numeral read(String text) {
    int end = text.length();
    int at = 0;
    boolean negative = false;
    if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '−')) {
      negative = true;
      at++;
    }
    if (at < end && text.charAt(at) == '$') {
      at++;
    }
    int wholeEnd = at;
    while (wholeEnd < end && (digit(text.charAt(wholeEnd)) || text.charAt(wholeEnd) == ',')) {
      wholeEnd++;
    }
    int decimals = -1;
    if (wholeEnd < end && text.charAt(wholeEnd) == '.') {
      decimals = end - wholeEnd - 1;
    }
    if (!grouped(text, at, wholeEnd) || !rest(text, wholeEnd, end) || end - at > MOST_DIGITS) {
      return null;
    }
    if (end - at <= 18 && decimals < 0) {
      return new Numeral(Rational.of(small(text, at, end, negative)), -1);
    }
    return new Numeral(value(text, at, end, negative, Math.max(decimals, 0)), decimals);
  }

  private static long small(String text, int at, int end, boolean negative) {
    long value = 0;
    for (int i = at; i < end; i++) {
      char c = text.charAt(i);
      value = c == ',' ? value : value * 10 + (c - '0');
    }
    return negative ? -value : value;
  }

  private static Rational value(String text, int at, int end, boolean negative, int decimals) {
    StringBuilder digits = new StringBuilder(end - at);
    for (int i = at; i < end; i++) {
      if (digit(text.charAt(i))) {
        digits.append(text.charAt(i));
      }
    }
    BigInteger numerator = new BigInteger(digits.toString());
    return Rational.of(negative ? numerator.negate() : numerator, BigInteger.TEN.pow(decimals));
  }

  // Digits in groups of three after the first, or without groups; nothing before a point is
  // allowed.
  private static boolean grouped(String text, int start, int end) {
    int comma = text.indexOf(',', start);
    if (comma < 0 || comma >= end) {
      return end > start || text.startsWith(".", end);
    }
    if (comma == start || comma - start > 3 || text.charAt(start) == '0') {
      return false;
    }
    for (int i = comma; i < end; i += 4) {
      if (text.charAt(i) != ',' || i + 4 > end) {
        return false;
      }
      for (int k = i + 1; k < i + 4; k++) {
        if (!digit(text.charAt(k))) {
          return false;
        }
      }
    }
    return (end - comma) % 4 == 0;
  }

  private static boolean rest(String text, int point, int end) {
    if (point == end) {
      return true;
    }
    if (text.charAt(point) != '.' || (point + 1 == end && point == 0)) {
      return false;
    }
    for (int i = point + 1; i < end; i++) {
      if (!digit(text.charAt(i))) {
        return false;
      }
    }
    return end - point > 1;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
