package fapo.verifier.latex;

import fapo.verifier.expr.LimitException;
import fapo.verifier.latex.Token.Kind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts an answer into tokens, in one pass. Spacing and sizing commands are dropped, doubled
/// backslashes mended except between matrix rows.
final class Lexer {
  private static final int MOST_TOKENS = 2048;

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int depth;
  private boolean spaced;
  private boolean wide;
  private boolean doubled;
  private boolean integral;
  private int inlineEnd = -1;
  private int environments;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String answer) {
    return read(answer).tokens;
  }

  static Cursor cursor(String answer) {
    Lexer lexer = read(answer);
    return new Cursor(lexer.tokens, lexer.text);
  }

  private static Lexer read(String answer) {
    Lexer lexer = new Lexer(folded(answer));
    while (lexer.at < lexer.text.length()) {
      lexer.next();
      if (lexer.tokens.size() > MOST_TOKENS) {
        throw new LimitException("an answer over " + MOST_TOKENS + " tokens");
      }
    }
    lexer.add(Kind.END, "", lexer.at);
    return lexer;
  }

  // Vulgar fractions and superscripts keep their own meaning; other compatibility forms are folded.
  private static String folded(String answer) {
    StringBuilder out = null;
    for (int i = 0; i < answer.length(); i++) {
      char c = answer.charAt(i);
      if (c < 0x80) {
        if (out != null) {
          out.append(c);
        }
        continue;
      }
      if (out == null) {
        out = new StringBuilder(answer.substring(0, i));
      }
      int end = Characters.superscripts(answer, i);
      if (end > i) {
        Characters.appendRaised(out, answer, i, end);
        i = end - 1;
      } else {
        out.append(Characters.plain(c));
      }
    }
    return out == null ? answer : Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  private void next() {
    char c = text.charAt(at);
    if (c <= ' ' || c == '~' || c == '\u00a0') {
      spaced = true;
      at++;
    } else if (at == inlineEnd) {
      at++;
      spaced = true;
    } else if ((c >= '0' && c <= '9') || (c == '.' && digitAt(at + 1))) {
      number();
    } else if (c == '\\') {
      backslash();
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      letters();
    } else {
      character(c);
    }
  }

  private void number() {
    int end = NumberScan.end(text, at, depth == 0 && !afterComma(), tokens.isEmpty() ? 0 : 1);
    add(Kind.NUMBER, text.substring(at, end), at);
    at = end;
  }

  private boolean afterComma() {
    return !tokens.isEmpty() && tokens.getLast().is(",");
  }

  private boolean digitAt(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private void backslash() {
    int start = at;
    int from = at + 1;
    if (from >= text.length()) {
      at = from;
      return;
    }
    char c = text.charAt(from);
    if (c == '\\') {
      twoBackslashes(start);
      return;
    }
    if (!Character.isLetter(c)) {
      at = from + 1;
      symbolCommand(c, start);
      return;
    }
    int end = from;
    while (end < text.length() && text.charAt(end) < 0x80 && Character.isLetter(text.charAt(end))) {
      end++;
    }
    at = Math.max(end, from + 1);
    command(text.substring(from, at), start);
  }

  // A doubled backslash is mended; between rows it parts them, elsewhere it breaks the line.
  private void twoBackslashes(int start) {
    int after = start + 2;
    doubled |= text.startsWith("begin{", after);
    if (doubled && text.startsWith("\\\\", after)) {
      at = start + 4;
      add(Kind.OPERATOR, "\\\\", start);
    } else if (environments > 0 && !(doubled && letterAt(after))) {
      at = after;
      skipRowGap();
      add(Kind.OPERATOR, "\\\\", start);
    } else if (after < text.length() && text.charAt(after) > ' ') {
      at = start + 1;
    } else {
      at = after;
      spaced = true;
      wide = true;
    }
  }

  // `\\[2mm]`
  private void skipRowGap() {
    int end = at;
    boolean gap = end < text.length() && text.charAt(end) == '[';
    while (gap && end < text.length() && text.charAt(end) != ']') {
      end++;
      gap = end < at + 8;
    }
    boolean length = gap && end > at + 2 && letterBefore(end);
    at = length ? end + 1 : at;
  }

  private boolean letterBefore(int end) {
    return end <= text.length() && Character.isLetter(text.charAt(end - 1));
  }

  private boolean letterAt(int index) {
    return index < text.length() && Character.isLetter(text.charAt(index));
  }

  private void symbolCommand(char c, int start) {
    switch (c) {
      case '{' -> open("\\{", start);
      case '}' -> close("\\}", start);
      case '|' -> add(Kind.OPERATOR, "|", start);
      case '%' -> add(Kind.OPERATOR, "%", start);
      case '(', ')', '[', ']' -> spaced = true;
      default -> spaced = true;
    }
  }

  private void command(String name, int start) {
    if (Names.SPACES.contains(name)) {
      boolean quad = name.endsWith("quad");
      spaced |= quad;
      wide |= quad && !tokens.isEmpty();
      if (name.startsWith("right") || name.startsWith("left") || name.startsWith("m")) {
        skipDot();
      }
    } else if (Names.DROPPED.contains(name)) {
      skipGroup();
    } else if (name.startsWith("operatorname")) {
      operatorName(start);
    } else if (Names.TEXTS.contains(name)) {
      textCommand(start);
    } else if (name.equals("begin") || name.equals("end")) {
      environment(name, start);
    } else {
      CommandWords.add(this, name, start);
    }
  }

  // A command with an argument that says nothing: `\hspace{1cm}`, `\label{a}`.
  private void skipGroup() {
    spaced = true;
    at += at < text.length() && text.charAt(at) == '*' ? 1 : 0;
    int open = at;
    while (open < text.length() && text.charAt(open) == ' ') {
      open++;
    }
    if (open < text.length() && text.charAt(open) == '{') {
      at = Math.min(balanced(open) + 1, text.length());
    }
  }

  private void operatorName(int start) {
    at += at < text.length() && text.charAt(at) == '*' ? 1 : 0;
    int close = at < text.length() && text.charAt(at) == '{' ? balanced(at) : text.length();
    String name =
        close < text.length() ? text.substring(at + 1, close).replace("~", " ").strip() : "";
    boolean letters =
        name.length() > 1 && name.chars().allMatch(c -> c < 0x80 && Character.isLetter(c));
    if (letters
        && !after(Kind.NUMBER)
        && !Names.CONSTANTS.containsKey(name)
        && !name.equals("mod")) {
      at = close + 1;
      add(Kind.FUNCTION, name, start);
    } else {
      textCommand(start);
    }
  }

  // `\right.` closes nothing.
  private void skipDot() {
    if (at < text.length() && text.charAt(at) == '.' && !digitAt(at + 1)) {
      at++;
    }
  }

  private void environment(String name, int start) {
    int open = text.indexOf('{', at);
    int close = open < 0 ? -1 : text.indexOf('}', open);
    if (open != at || close < 0) {
      add(Kind.COMMAND, name, start);
      return;
    }
    String environment = text.substring(open + 1, close).replace("*", "").strip();
    at = close + 1;
    environments += name.equals("begin") ? 1 : -1;
    environments = Math.max(environments, 0);
    if (environment.startsWith("array")
        && name.equals("begin")
        && at < text.length()
        && text.charAt(at) == '{') {
      at = Math.min(balanced(at) + 1, text.length());
    }
    add(Kind.COMMAND, name + ":" + environment, start);
  }

  private void textCommand(int start) {
    int open = at;
    while (open < text.length() && text.charAt(open) == ' ') {
      open++;
    }
    if (open >= text.length() || text.charAt(open) != '{') {
      return;
    }
    int close = balanced(open);
    String content = text.substring(open + 1, close).strip();
    if (close < text.length() && CommandWords.mathematical(content)) {
      at = open + 1;
      inlineEnd = close;
      return;
    }
    at = Math.min(close + 1, text.length());
    CommandWords.text(this, content, start);
  }

  private int balanced(int open) {
    int braces = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      braces += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (braces == 0) {
        return i;
      }
    }
    return text.length();
  }

  private void letters() {
    int end = at;
    while (end < text.length() && text.charAt(end) < 0x80 && Character.isLetter(text.charAt(end))) {
      end++;
    }
    int start = at;
    String word = text.substring(start, end);
    at = end;
    boolean differential =
        integral
            && word.length() > 2
            && word.charAt(word.length() - 2) == 'd'
            && !Names.FUNCTIONS.contains(word);
    if (differential) {
      CommandWords.word(this, word.substring(0, word.length() - 2), start);
      add(Kind.WORD, word.substring(word.length() - 2), end - 2);
    } else if (end - start == 1 && text.startsWith(".M.", end)) {
      at = end + 3;
      add(Kind.TEXT, word.toLowerCase(Locale.ROOT) + "m", start);
    } else if (end - start == 1 && text.startsWith(".m.", end)) {
      at = end + 3;
      add(Kind.TEXT, word + "m", start);
    } else {
      CommandWords.word(this, word, start);
    }
  }

  private void character(char c) {
    int start = at;
    if (c == '&' && entity(start)) {
      return;
    }
    at++;
    if (c == '.' && text.startsWith("..", at)) {
      at += 2;
      add(Kind.COMMAND, "ldots", start);
      return;
    }
    if ((c == '=' && text.startsWith("=", at)) || (c == ':' && text.startsWith("=", at))) {
      at++;
      add(Kind.OPERATOR, "=", start);
      return;
    }
    String operator = Names.OPERATORS.getOrDefault(String.valueOf(c), String.valueOf(c));
    switch (operator) {
      case "(", "[", "{" -> open(operator, start);
      case ")", "]", "}" -> close(operator, start);
      case "<", ">", "!", "*" -> {
        boolean twice =
            at < text.length() && (text.charAt(at) == '=' || (c == '*' && text.charAt(at) == '*'));
        at += twice ? 1 : 0;
        add(Kind.OPERATOR, twice ? (c == '*' ? "^" : c + "=") : operator, start);
      }
      case "$", "\"", "€", "£", "¥" -> spaced = true;
      default -> {
        String constant = Names.CONSTANTS.get(operator);
        if (constant != null) {
          add(Kind.CONSTANT, constant, start);
        } else if (Character.isLetter(c)) {
          add(Kind.SYMBOL, operator, start);
        } else {
          add(Kind.OPERATOR, operator, start);
        }
      }
    }
  }

  // `&lt;` as it is written in pages.
  private boolean entity(int start) {
    int semicolon = text.indexOf(';', start);
    if (semicolon < 0 || semicolon - start > 6) {
      return false;
    }
    String operator =
        switch (text.substring(start + 1, semicolon)) {
          case "lt" -> text.startsWith("=", semicolon + 1) ? "<=" : "<";
          case "gt" -> text.startsWith("=", semicolon + 1) ? ">=" : ">";
          case "le" -> "<=";
          case "ge" -> ">=";
          case "ne" -> "!=";
          case "amp" -> "&";
          case "nbsp", "quot", "thinsp" -> "";
          default -> "?";
        };
    if (operator.equals("?")) {
      return false;
    }
    at = semicolon + 1;
    if (operator.isEmpty()) {
      spaced = true;
    } else {
      at += operator.endsWith("=") && text.startsWith("=", at) ? 1 : 0;
      add(Kind.OPERATOR, operator, start);
    }
    return true;
  }

  void openIntegral() {
    integral = true;
  }

  void open(String bracket, int start) {
    depth++;
    add(Kind.OPEN, bracket, start);
  }

  void close(String bracket, int start) {
    depth--;
    add(Kind.CLOSE, bracket, start);
  }

  void add(Kind kind, String canonical, int start) {
    tokens.add(new Token(kind, canonical, start, spaced, wide));
    spaced = false;
    wide = false;
  }

  boolean after(Kind kind) {
    return !tokens.isEmpty() && tokens.getLast().kind() == kind;
  }

  boolean beforeBracket() {
    int next = at;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return text.startsWith("(", next) || text.startsWith("\\left", next);
  }

  boolean afterSpace() {
    return spaced;
  }
}
