package fapo.verifier.text;

/// Cuts what only wraps an answer: spaces, markdown emphasis, math delimiters, closing punctuation.
final class Edges {
  private static final int LAYERS = 16;

  private Edges() {}

  static Span trim(String text, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && blank(text.charAt(from))) {
      from++;
    }
    while (to > from && blank(text.charAt(to - 1))) {
      to--;
    }
    return new Span(from, to);
  }

  /// Cuts wrapping from both ends, at most 16 layers of it.
  static Span unwrap(String text, int start, int end) {
    Span span = trim(text, start, end);
    for (int layer = 0; layer < LAYERS; layer++) {
      Span inner = peel(text, span);
      if (inner.equals(span)) {
        return span;
      }
      span = trim(text, inner.start(), inner.end());
    }
    return span;
  }

  private static Span peel(String text, Span span) {
    int from = span.start();
    int to = span.end();
    if (to - from >= 4) {
      if (pair(text, from, to, "$$", "$$")
          || pair(text, from, to, "\\(", "\\)")
          || pair(text, from, to, "\\[", "\\]")
          || pair(text, from, to, "**", "**")
          || pair(text, from, to, "__", "__")) {
        return new Span(from + 2, to - 2);
      }
    }
    if (to - from >= 2
        && (pair(text, from, to, "$", "$")
            || pair(text, from, to, "`", "`")
            || pair(text, from, to, "*", "*"))
        && only(text, from + 1, to - 1, text.charAt(from))) {
      return new Span(from + 1, to - 1);
    }
    if (to > from && closing(text, from, to)) {
      return new Span(from, to - 1);
    }
    return span;
  }

  private static boolean pair(String text, int from, int to, String open, String close) {
    return text.startsWith(open, from)
        && text.startsWith(close, to - close.length())
        && (text.indexOf(open, from + open.length()) < 0
            || text.indexOf(open, from + open.length()) >= to - close.length());
  }

  private static boolean only(String text, int from, int to, char mark) {
    int again = text.indexOf(mark, from);
    return again < 0 || again >= to;
  }

  private static boolean closing(String text, int from, int to) {
    char last = text.charAt(to - 1);
    boolean escaped = to - 2 >= from && text.charAt(to - 2) == '\\';
    return switch (last) {
      case '.' -> !(to - 2 >= from && text.charAt(to - 2) == '.');
      case ',', ';', ':' -> !escaped;
      case '。', '，', '；', '：', '．' -> true;
      default -> false;
    };
  }

  static boolean blank(char c) {
    return c <= ' '
        || c == '\u00a0'
        || c == '\u3000'
        || (c >= '\u2000' && c <= '\u200b')
        || c == '\ufeff';
  }
}
