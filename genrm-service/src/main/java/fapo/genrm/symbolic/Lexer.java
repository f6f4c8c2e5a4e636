package fapo.genrm.symbolic;

/// Decides what the characters of a step are to arithmetic: plain text, Markdown and LaTeX alike.
///
/// One pass, each character looked at a bounded number of times. Currency signs and layout commands
/// leave no token; calculator notes (`<<3*4=12>>`) are skipped, since the text repeats them.
final class Lexer {
  private static final int LONGEST_LABEL = 120;

  private final Tokens tokens;
  private final NumberLexer numbers;
  private final CommandLexer commands;
  private String text = "";
  private int at;

  Lexer(Tokens tokens) {
    this.tokens = tokens;
    this.numbers = new NumberLexer(tokens);
    this.commands = new CommandLexer(tokens);
  }

  void read(String step) {
    text = step;
    at = 0;
    tokens.clear(step);
    while (at < step.length()) {
      char c = step.charAt(at);
      if (c >= '0' && c <= '9') {
        at = numbers.read(step, at);
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || Character.isLetter(c)) {
        readWord();
      } else if (c <= ' ') {
        at = skipBlank(c);
      } else {
        readSign(c);
      }
    }
    tokens.pairBrackets();
  }

  private int skipBlank(char c) {
    if (c == '\n' && tokens.last() != Kind.BREAK) {
      tokens.add(Kind.BREAK, at, at + 1);
    }
    return at + 1;
  }

  private char peek(int offset) {
    int index = at + offset;
    return index >= 0 && index < text.length() ? text.charAt(index) : '\0';
  }

  private void one(Kind kind) {
    tokens.add(kind, at, at + 1);
    at++;
  }

  private void readWord() {
    int start = at;
    char c = text.charAt(at);
    boolean afterValue = endsValue(tokens.last()) || tokens.last() == Kind.WORD;
    if ((c == 'x' || c == 'X') && afterValue && (digit(peek(1)) || peek(1) == '$')) {
      one(Kind.NAME);
      return;
    }
    boolean identifier = false;
    while (at < text.length()) {
      char d = text.charAt(at);
      if (d == '_' || digit(d)) {
        identifier = true;
      } else if (!(d >= 'a' && d <= 'z')
          && !Character.isLetter(d)
          && !(apostrophe(d) && Character.isLetter(peek(1)))) {
        break;
      }
      at++;
    }
    if (at - start == 1 || identifier) {
      tokens.add(Kind.NAME, start, at);
    } else {
      addWord(start);
    }
  }

  private void addWord(int start) {
    if (at - start == 6 && text.startsWith("equals", start)) {
      tokens.addRelation(Kind.EQUAL, start, at);
    } else if (at - start == 5 && text.startsWith("equal to ", start)) {
      while (tokens.last() == Kind.WORD && tokens.word(tokens.size() - 1).being()) {
        tokens.dropLast();
      }
      at += " to".length();
      tokens.addRelation(Kind.EQUAL, start, at);
    } else {
      tokens.add(Kind.WORD, start, at);
    }
  }

  private void readSign(char c) {
    switch (c) {
      case '=' -> readEquals();
      case '+' -> readOperator(Kind.PLUS);
      case '-', '−', '–' -> readMinus();
      case '*' -> readStar();
      case '×', '·', '⋅', '∗', '✕' -> one(Kind.TIMES);
      case '/', '÷' -> readOperator(Kind.SLASH);
      case '^' -> one(Kind.POWER);
      case '²', '³' -> {
        tokens.add(Kind.POWER, at, at);
        one(Kind.NUMBER);
      }
      case '(', '[', '{' -> one(Kind.OPEN);
      case ')', ']', '}' -> one(Kind.CLOSE);
      case '%' -> one(Kind.PERCENT);
      case '√' -> one(Kind.ROOT);
      case '≈', '≅', '≃' -> relation(Kind.NEAR);
      case '~' -> readTilde();
      case '!' -> readBang();
      case '.' -> readPoint();
      case '<' -> readLess();
      case '\\' -> at = commands.read(text, at);
      case '$', '€', '£', '¥', '₹', '&', '`' -> at++;
      case '¢', '°' -> one(Kind.WORD);
      case '|', '_', '½', '¼', '¾', ':' -> readOdd(c);
      default -> one(Kind.BREAK);
    }
  }

  private void relation(Kind kind) {
    at++;
    tokens.addRelation(kind, at - 1, at);
  }

  /// `==`, `=>`, `+=` and the like are no equations.
  private void readEquals() {
    char before = peek(-1);
    boolean other = before != '\0' && "+-*/:!<>=".indexOf(before) >= 0;
    if (peek(1) == '=' || peek(1) == '>') {
      tokens.add(Kind.BREAK, at, at + 2);
      at += 2;
    } else if (other) {
      one(Kind.BREAK);
    } else {
      relation(Kind.EQUAL);
    }
  }

  private void readOperator(Kind kind) {
    one(peek(1) == '=' ? Kind.BREAK : kind);
  }

  /// A minus, a hyphen (`10-gallon`), an item mark (`- 3 + 4 = 7`) or a rule (`---`).
  private void readMinus() {
    boolean hyphen =
        (digit(peek(-1)) && Character.isLetter(peek(1)) && Character.isLetter(peek(2)))
            || (Character.isLetter(peek(-1))
                && Character.isLetter(peek(-2))
                && Character.isLetter(peek(1)));
    if (hyphen) {
      at++;
    } else if (atLineStart() && peek(1) == ' ') {
      one(Kind.BREAK);
    } else if (peek(1) == '>') {
      one(Kind.BREAK);
    } else {
      readOperator(Kind.MINUS);
    }
  }

  /// A product, a power (`**`), an item mark, or Markdown's emphasis, which leaves no token.
  private void readStar() {
    int width = peek(1) == '*' ? 2 : 1;
    char next = nextVisible(at + width);
    boolean lopsided = (peek(-1) == ' ') != (peek(width) == ' ');
    boolean emphasis = lopsided && (width == 2 || Character.isLetter(next));
    boolean operator = !emphasis && endsOperand(tokens.last()) && startsOperand(next);
    if (operator) {
      tokens.add(width == 2 ? Kind.POWER : Kind.TIMES, at, at + width);
    } else if (atLineStart() && peek(width) == ' ') {
      tokens.add(Kind.BREAK, at, at + width);
    }
    at += width;
  }

  private boolean atLineStart() {
    int last = tokens.size() - 1;
    return last < 0 || (tokens.last() == Kind.BREAK && tokens.first(last) == '\n');
  }

  private void readTilde() {
    if (tokens.last() == Kind.EQUAL) {
      tokens.setLast(Kind.NEAR);
      at++;
    } else {
      one(Kind.BREAK);
    }
  }

  private void readBang() {
    one(endsValue(tokens.last()) && peek(-1) != ' ' && peek(1) != '=' ? Kind.BANG : Kind.BREAK);
  }

  private void readPoint() {
    if (digit(peek(1))) {
      at = numbers.read(text, at);
    } else {
      one(Kind.BREAK);
    }
  }

  private void readLess() {
    int end = peek(1) == '<' ? text.indexOf(">>", at, limit()) : -1;
    if (end > 0) {
      at = end + 2;
    } else {
      one(Kind.BREAK);
    }
  }

  /// A colon between digits is a time or a ratio; elsewhere it ends a clause.
  private void readOdd(char c) {
    if (c == ':' && !(digit(peek(-1)) && digit(peek(1)))) {
      one(Kind.BREAK);
    } else {
      one(Kind.ODD);
    }
  }

  private int limit() {
    return Math.min(text.length(), at + LONGEST_LABEL);
  }

  private char nextVisible(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i < text.length() ? text.charAt(i) : '\0';
  }

  private static boolean startsOperand(char c) {
    return Character.isLetterOrDigit(c) || (c != '\0' && "($-−.\\[{√+€£".indexOf(c) >= 0);
  }

  private static boolean endsOperand(Kind kind) {
    return endsValue(kind) || kind == Kind.WORD || kind == Kind.ODD;
  }

  private static boolean endsValue(Kind kind) {
    return kind == Kind.NUMBER
        || kind == Kind.CLOSE
        || kind == Kind.NAME
        || kind == Kind.PERCENT
        || kind == Kind.BANG;
  }

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean apostrophe(char c) {
    return c == '\'' || c == '’';
  }
}
