package fapo.verifier.mark;

/// Cuts what only wraps an answer: spaces, markdown emphasis, math delimiters, closing punctuation.
public final class Edges {
  private static final int LAYERS = 16;
  private static final String OPENERS = "$\\*_`";
  private static final String[] FONTS = {
    "\\text{", "\\mathrm{", "\\textbf{", "\\mathbf{", "\\mathit{", "\\mbox{", "\\textnormal{"
  };
  private static final String[][] PAIRS = {
    {"```", "```"},
    {"$$", "$$"},
    {"\\(", "\\)"},
    {"\\[", "\\]"},
    {"**", "**"},
    {"__", "__"},
    {"$", "$"},
    {"`", "`"},
    {"*", "*"}
  };

  private Edges() {}

  /// The stretch without the blanks around it.
  public static Span trim(String text, int start, int end) {
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
  public static Span unwrap(String text, int start, int end) {
    Span span = trim(text, start, end);
    for (int layer = 0; layer < LAYERS && !span.empty(); layer++) {
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
    if (OPENERS.indexOf(text.charAt(from)) >= 0) {
      for (String[] pair : PAIRS) {
        if (wrapped(text, from, to, pair[0], pair[1])) {
          return new Span(from + pair[0].length(), to - pair[1].length());
        }
      }
    }
    int equals = text.charAt(from) == '=' ? 1 : text.startsWith("\\approx", from) ? 7 : 0;
    if (equals > 0 && to - from > equals && text.charAt(from + equals) != '=') {
      return new Span(from + equals, to);
    }
    if (text.charAt(from) == '\\' && text.charAt(to - 1) == '}') {
      int open = numeralInFont(text, from, to);
      return open < 0 ? span : new Span(open, to - 1);
    }
    int closing = closing(text, from, to);
    return closing == 0 ? span : new Span(from, to - closing);
  }

  // `\text{12}`: the place after the brace, -1 where this is no number in a font.
  private static int numeralInFont(String text, int from, int to) {
    for (String font : FONTS) {
      if (text.startsWith(font, from)) {
        int open = from + font.length();
        for (int i = open; i < to - 1; i++) {
          if ("0123456789.,-+ ".indexOf(text.charAt(i)) < 0) {
            return -1;
          }
        }
        return open < to - 1 ? open : -1;
      }
    }
    return -1;
  }

  private static boolean wrapped(String text, int from, int to, String open, String close) {
    int inner = from + open.length();
    int end = to - close.length();
    return end >= inner
        && text.startsWith(open, from)
        && text.startsWith(close, end)
        && (open.equals("$")
            ? MathSpans.unescapedDollar(text, inner, to) == end
            : text.indexOf(open, inner, end) < 0);
  }

  // How many characters of closing punctuation, and of marks that close what opened before the
  // stretch (`12**`), end it.
  private static int closing(String text, int from, int to) {
    char last = text.charAt(to - 1);
    char before = to - 2 >= from ? text.charAt(to - 2) : 0;
    return switch (last) {
      case '.' -> before == '.' ? 0 : 1;
      case ',', ';', ':' -> before == '\\' ? 0 : 1;
      case '$' -> before != '\\' && Scan.next(text, '$', from, to) == to - 1 ? 1 : 0;
      case '`' -> Scan.next(text, '`', from, to) == to - 1 ? 1 : 0;
      case '*' -> to - from > 2 && Scan.next(text, '*', from, to) == to - 2 ? 2 : 0;
      case '。', '，', '；', '：', '．', '।', '؟', '،' -> 1;
      default -> 0;
    };
  }

  /// Whether a character is white space of any kind.
  public static boolean blank(char c) {
    return c <= ' '
        || c == '\u00a0'
        || c == '\u3000'
        || (c >= '\u2000' && c <= '\u200b')
        || c == '\ufeff';
  }
}
