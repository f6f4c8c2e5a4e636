package fapo.verifier.text;

import fapo.verifier.mark.Edges;
import fapo.verifier.mark.Span;
import org.jspecify.annotations.Nullable;

/// The last number of a text, with its sign, digit groups, fraction bar and percent sign.
final class LastNumber {
  private static final int LONGEST = 1 << 17;

  private LastNumber() {}

  static @Nullable Span in(String text, int from, int to) {
    int end = to;
    while (end > from && !digit(text.charAt(end - 1)) && !vulgar(text.charAt(end - 1))) {
      end--;
    }
    if (end == from) {
      return null;
    }
    int start = end - 1;
    int floor = Math.max(from, end - LONGEST);
    while (start > floor && joins(text, start, from)) {
      start--;
    }
    if (start > from && minus(text, start, from)) {
      start--;
    }
    return new Span(start, withPercent(text, end, to));
  }

  /// The number with the word right behind it: `10 cm` in `10 cm long`.
  static Span withUnit(String text, Span number, int to) {
    int at = number.end();
    while (at < to && text.charAt(at) == ' ') {
      at++;
    }
    int end = at;
    while (end < to
        && (Character.isLetter(text.charAt(end)) || "^/°²³".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end == at ? number : new Span(number.start(), end);
  }

  private static int withPercent(String text, int end, int to) {
    if (end < to && text.charAt(end) == '%') {
      return end + 1;
    }
    return end + 1 < to && text.startsWith("\\%", end) ? end + 2 : end;
  }

  private static boolean joins(String text, int start, int from) {
    char c = text.charAt(start - 1);
    if (digit(c)) {
      return true;
    }
    boolean inner = c == '.' || c == ',' || c == '/';
    boolean leads =
        c == '.'
            && (start - 2 < from
                || Edges.blank(text.charAt(start - 2))
                || text.charAt(start - 2) == '$');
    return leads
        || (inner
            && digit(text.charAt(start))
            && start - 2 >= from
            && digit(text.charAt(start - 2)));
  }

  private static boolean minus(String text, int start, int from) {
    char c = text.charAt(start - 1);
    boolean sign = c == '-' || c == '−' || c == '–';
    return sign
        && (start - 2 < from
            || !(digit(text.charAt(start - 2))
                || Character.isLetter(text.charAt(start - 2))
                || text.charAt(start - 2) == ')'));
  }

  static boolean digit(char c) {
    return (c >= '0' && c <= '9') || (c >= '０' && c <= '９');
  }

  private static boolean vulgar(char c) {
    return (c >= '¼' && c <= '¾') || (c >= '⅐' && c <= '⅞');
  }
}
