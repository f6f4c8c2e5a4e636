package fapo.verifier.text;

import org.jspecify.annotations.Nullable;

/// Finds math between delimiters: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`. A dollar sign before an amount
/// does not open math.
final class MathSpans {
  private static final int LONGEST = 2000;

  private MathSpans() {}

  /// The contents of the last math of the text.
  static @Nullable Span last(String text, int from, int to) {
    for (int i = to - 1; i > from; i--) {
      char c = text.charAt(i);
      if (c == '$' && text.charAt(i - 1) != '\\') {
        return dollars(text, from, i);
      }
      if ((c == ')' || c == ']') && text.charAt(i - 1) == '\\') {
        int open = text.lastIndexOf(c == ')' ? "\\(" : "\\[", i - 2);
        if (open >= from && i - open <= LONGEST) {
          return contents(text, open + 2, i - 1);
        }
      }
    }
    return null;
  }

  /// The end of the math that opens at `at`, past its closing delimiter, or -1 where none does.
  static int closing(String text, int at, int to) {
    for (String[] pair :
        new String[][] {{"$$", "$$"}, {"\\[", "\\]"}, {"\\(", "\\)"}, {"$", "$"}}) {
      if (text.startsWith(pair[0], at)) {
        int limit = Math.min(to, at + LONGEST);
        int end = text.indexOf(pair[1], at + pair[0].length());
        boolean math =
            end >= 0 && end < limit && !(pair[0].equals("$") && amount(text, at + 1, end));
        return math ? end + pair[1].length() : -1;
      }
    }
    return -1;
  }

  private static @Nullable Span dollars(String text, int from, int close) {
    boolean display = close > from && text.charAt(close - 1) == '$';
    int end = display ? close - 1 : close;
    int open = end > from ? text.lastIndexOf('$', end - 1) : -1;
    if (open < from || close - open > LONGEST || (!display && amount(text, open + 1, end))) {
      return null;
    }
    return contents(text, open + 1, end);
  }

  private static @Nullable Span contents(String text, int start, int end) {
    Span span = Edges.unwrap(text, start, end);
    return span.empty() ? null : span;
  }

  // "$10 and pays $": between two amounts lies prose, not math.
  private static boolean amount(String text, int start, int end) {
    int words = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\\') {
        return c == '\n';
      }
      if (c == ' '
          && i + 2 < end
          && Character.isLetter(text.charAt(i + 1))
          && Character.isLetter(text.charAt(i + 2))) {
        words++;
      }
    }
    return words >= 1
        || (end > start && text.charAt(end - 1) == ' ' && words == 0 && text.charAt(start) != ' ');
  }
}
