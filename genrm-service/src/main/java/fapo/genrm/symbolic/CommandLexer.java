package fapo.genrm.symbolic;

/// Decides what a LaTeX command is to arithmetic. Layout leaves no token; what is not known is
/// [Kind#ODD], so that nothing is checked across it.
final class CommandLexer {
  private static final int LONGEST_LABEL = 120;

  private final Tokens tokens;
  private String text = "";
  private int at;

  CommandLexer(Tokens tokens) {
    this.tokens = tokens;
  }

  /// Reads the command at a backslash and returns where it ends.
  int read(String step, int start) {
    text = step;
    at = start + 1;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start + 1, Math.min(at, start + 24));
    switch (name) {
      case "" -> readEscape(start);
      case "frac", "dfrac", "tfrac", "cfrac" -> tokens.add(Kind.FRACTION, start, at);
      case "times", "cdot", "ast" -> tokens.add(Kind.TIMES, start, at);
      case "div" -> tokens.add(Kind.SLASH, start, at);
      case "sqrt" -> tokens.add(Kind.ROOT, start, at);
      case "approx", "simeq", "sim", "cong", "doteq" -> tokens.addRelation(Kind.NEAR, start, at);
      case "text", "textbf", "textit", "textrm", "mathrm", "mathbf", "mbox", "operatorname" ->
          readLabel(start);
      case "left",
          "right",
          "big",
          "Big",
          "bigg",
          "Bigg",
          "bigl",
          "bigr",
          "displaystyle",
          "quad",
          "qquad",
          "boxed",
          "fbox" -> {}
      default -> tokens.add(Kind.ODD, start, at);
    }
    return at;
  }

  private char here() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void readEscape(int start) {
    char c = here();
    at = Math.min(at + 1, text.length());
    switch (c) {
      case '%' -> tokens.add(Kind.PERCENT, start, at);
      case '\\' -> tokens.add(Kind.BREAK, start, at);
      case '(', ')', '[', ']' -> tokens.add(Kind.BREAK, start, at);
      default -> {}
    }
  }

  /// `\text{ apples}` is a word, `\text{and } 3` a break.
  private void readLabel(int start) {
    int end =
        here() == '{' ? text.indexOf('}', at, Math.min(text.length(), at + LONGEST_LABEL)) : -1;
    if (end < 0) {
      tokens.add(Kind.ODD, start, at);
      return;
    }
    boolean plain = true;
    int wordStart = -1;
    int wordEnd = -1;
    for (int i = at + 1; i < end; i++) {
      char c = text.charAt(i);
      plain &= Character.isLetter(c) || c == ' ' || c == '.' || c == '-';
      if (Character.isLetter(c)) {
        wordStart = wordStart < 0 ? i : wordStart;
        wordEnd = i + 1;
      }
    }
    if (plain && wordStart >= 0) {
      tokens.add(Kind.WORD, wordStart, wordEnd);
    } else if (!plain) {
      tokens.add(Kind.BREAK, start, end + 1);
    }
    at = end + 1;
  }
}
