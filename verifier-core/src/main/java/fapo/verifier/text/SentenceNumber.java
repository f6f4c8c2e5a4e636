package fapo.verifier.text;

import fapo.verifier.mark.Scan;
import fapo.verifier.mark.Span;
import org.jspecify.annotations.Nullable;

/// The number a sentence states: the only one in it; else the one it begins with before it explains
/// ("12, since …"); else the value after its last `=`; else its only amount of money; else, in
/// scripts other than the Latin one, its last number.
final class SentenceNumber {
  private static final String CURRENCIES = "$€£¥₹₩";

  // Cyrillic; what lies before is Latin and Greek, and so are phonetic and letter-like symbols.
  private static final char FIRST_FOREIGN = '\u0400';

  private SentenceNumber() {}

  static @Nullable Span in(String text, int from, int to) {
    @Nullable Span stated = stated(text, from, to);
    return stated == null || !Meant.plainly(text, stated, from, to) ? null : stated;
  }

  private static @Nullable Span stated(String text, int from, int to) {
    @Nullable Span last = LastNumber.in(text, from, to);
    if (last == null || LastNumber.in(text, from, last.start()) == null) {
      return last;
    }
    @Nullable Span found = leading(text, from, to);
    found = found == null ? afterEquals(text, from, to) : found;
    found = found == null ? money(text, from, to) : found;
    return found == null && foreign(text, from, to) ? last : found;
  }

  /// The number right after the last `=`, null where none follows it.
  static @Nullable Span afterEquals(String text, int from, int to) {
    int equals = Scan.last(text, '=', from, to);
    return equals < 0 ? null : starting(text, equals + 1, to);
  }

  /// The value at the end of a calculation that is explained in a script other than the Latin one:
  /// `面积 = 72 / 18 = 4千克`.
  static @Nullable Span ending(String text, int from, int to) {
    int equals = foreign(text, from, to) ? Scan.last(text, '=', from, to) : -1;
    @Nullable Span value = equals < 0 ? null : starting(text, equals + 1, to);
    return value == null || LastNumber.in(text, value.end(), to) != null ? null : value;
  }

  private static @Nullable Span leading(String text, int from, int to) {
    @Nullable Span first = starting(text, from, to);
    if (first == null) {
      return null;
    }
    int at = first.end();
    while (at < to && " ,($*".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean explains = Scan.word(text, at, to, Lexicon.GROUNDS) >= 0;
    return at > first.end() && explains ? first : null;
  }

  // A number that begins here, but for marks.
  private static @Nullable Span starting(String text, int from, int to) {
    int at = from;
    while (at < to && " $*({\\".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int end = at < to && (text.charAt(at) == '-' || text.charAt(at) == '−') ? at + 1 : at;
    int digits = end;
    while (end < to && numeral(text, end, to)) {
      end++;
    }
    return end == digits || !LastNumber.digit(text.charAt(digits))
        ? null
        : LastNumber.in(
            text, at, Math.min(to, end < to && text.charAt(end) == '%' ? end + 1 : end));
  }

  private static boolean numeral(String text, int at, int to) {
    char c = text.charAt(at);
    boolean joint = c == '.' || c == ',' || c == '/';
    return LastNumber.digit(c) || (joint && at + 1 < to && LastNumber.digit(text.charAt(at + 1)));
  }

  private static @Nullable Span money(String text, int from, int to) {
    @Nullable Span found = null;
    @Nullable Span number = LastNumber.in(text, from, to);
    while (number != null) {
      if (currency(text, number, from, to)) {
        if (found != null) {
          return null;
        }
        found = number;
      }
      number = LastNumber.in(text, from, number.start());
    }
    return found;
  }

  private static boolean currency(String text, Span number, int from, int to) {
    int after = number.end();
    while (after < to && text.charAt(after) == ' ') {
      after++;
    }
    boolean before =
        number.start() > from && CURRENCIES.indexOf(text.charAt(number.start() - 1)) >= 0;
    return before || (after < to && CURRENCIES.indexOf(text.charAt(after)) >= 0);
  }

  static boolean foreign(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= FIRST_FOREIGN && Character.isLetter(c) && !(c >= '\u1d00' && c < '\u2e80')) {
        return true;
      }
    }
    return false;
  }
}
