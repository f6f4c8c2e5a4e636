package fapo.reward.core;

import java.util.OptionalInt;

/// Reads the index a completion ends with. Total: every text has a reading, and none is evaluated.
///
/// ```
/// verdict = the content of the last `\boxed{…}`, braces matched
/// index   = ["-" | "+"] digit+            surrounded by white space; ASCII digits
/// ```
///
/// **Deviation from the recipe** (`reward_fn_genrm.parse_ans`): the whole completion is searched,
/// not its last 300 characters, and Python's other spellings of integers (`1_0`, `٣`) are
/// unreadable.
final class CritiqueReading {
  private static final String BOXED = "\\boxed{";

  private CritiqueReading() {}

  /// Empty: unreadable. Indices beyond `int` are clamped; no solution has that many steps.
  static OptionalInt index(String completion) {
    int open = completion.lastIndexOf(BOXED);
    if (open < 0) {
      return OptionalInt.empty();
    }
    int start = open + BOXED.length();
    int close = closingBrace(completion, start);
    return close < 0 ? OptionalInt.empty() : integer(completion.substring(start, close).strip());
  }

  private static int closingBrace(String text, int from) {
    int depth = 1;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return at;
      }
    }
    return -1;
  }

  private static OptionalInt integer(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    boolean negative = text.startsWith("-");
    if (text.length() == (signed ? 1 : 0)) {
      return OptionalInt.empty();
    }
    long magnitude = 0;
    for (int i = signed ? 1 : 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalInt.empty();
      }
      magnitude = Math.min(Integer.MAX_VALUE, magnitude * 10 + digit);
    }
    return OptionalInt.of((int) (negative ? -magnitude : magnitude));
  }
}
