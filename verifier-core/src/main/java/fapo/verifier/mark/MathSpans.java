package fapo.verifier.mark;

import org.jspecify.annotations.Nullable;

/// Finds math between delimiters: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`. A dollar sign before an amount
/// does not open math.
public final class MathSpans {
  private static final int LONGEST = 2000;
  private static final int MOST_TRIED = 16;

  private MathSpans() {}

  /// The contents of the last math of the text.
  public static @Nullable Span last(String text, int from, int to) {
    int tried = 0;
    for (int i = to - 1; i > from && tried < MOST_TRIED; i--) {
      char c = text.charAt(i);
      if (c == '$' && text.charAt(i - 1) != '\\') {
        return dollars(text, from, i);
      }
      if ((c == ')' || c == ']') && text.charAt(i - 1) == '\\') {
        tried++;
        int open = lastOpen(text, c == ')' ? '(' : '[', Math.max(from, i - LONGEST), i - 1);
        if (open >= 0) {
          return contents(text, open + 2, i - 1);
        }
      }
    }
    return null;
  }

  /// The end of the math that opens at `at`, past its closing delimiter, or -1 where none does.
  public static int closing(String text, int at, int to) {
    char first = at < to ? text.charAt(at) : 0;
    if (first != '$' && first != '\\') {
      return -1;
    }
    int limit = Math.min(to, at + LONGEST);
    if (text.startsWith("$$", at)) {
      return past(text.indexOf("$$", Math.min(at + 2, limit), limit), 2);
    }
    if (first == '$') {
      int end = unescapedDollar(text, at + 1, limit);
      return end < 0 || amount(text, at + 1, end) ? -1 : end + 1;
    }
    if (text.startsWith("\\[", at) || text.startsWith("\\(", at)) {
      String close = text.charAt(at + 1) == '[' ? "\\]" : "\\)";
      return past(text.indexOf(close, Math.min(at + 2, limit), limit), 2);
    }
    return -1;
  }

  private static int past(int end, int length) {
    return end < 0 ? -1 : end + length;
  }

  /// The next dollar sign that no backslash precedes, -1 where there is none.
  static int unescapedDollar(String text, int from, int to) {
    int at = Scan.next(text, '$', from, to);
    while (at > from && text.charAt(at - 1) == '\\') {
      at = Scan.next(text, '$', at + 1, to);
    }
    return at;
  }

  private static int lastOpen(String text, char bracket, int from, int to) {
    for (int i = to - 1; i > from; i--) {
      if (text.charAt(i) == bracket && text.charAt(i - 1) == '\\') {
        return i - 1;
      }
    }
    return -1;
  }

  private static @Nullable Span dollars(String text, int from, int close) {
    boolean display = close > from && text.charAt(close - 1) == '$';
    int end = display ? close - 1 : close;
    int open = Scan.last(text, '$', Math.max(from, close - LONGEST), end);
    while (open > from && text.charAt(open - 1) == '\\') {
      open = Scan.last(text, '$', Math.max(from, close - LONGEST), open);
    }
    if (open < from || (!display && amount(text, open + 1, end))) {
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
