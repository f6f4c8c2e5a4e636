package fapo.genrm.symbolic;

/// Tells writings apart that look alike: products from names, rates from quotients, units from
/// what follows them. Looks at the tokens only, and at a bounded number of them.
final class Shapes {
  private final Tokens tokens;

  Shapes(Tokens tokens) {
    this.tokens = tokens;
  }

  /// `$20/hour`.
  boolean isRate(int index) {
    return tokens.kind(index) == Kind.SLASH
        && tokens.kind(index + 1) == Kind.WORD
        && tokens.glued(index + 1);
  }

  /// An `x` between two operands is a product; between an operand and an operator it is a name.
  boolean isCross(int index) {
    if (tokens.length(index) != 1 || Character.toLowerCase(tokens.first(index)) != 'x') {
      return false;
    }
    int next = index + 1;
    boolean apart = !tokens.glued(index) && !tokens.glued(next);
    return switch (tokens.kind(next)) {
      case NUMBER, OPEN, FRACTION, ROOT -> true;
      case MINUS -> apart && tokens.glued(next + 1) && tokens.kind(next + 1) == Kind.NUMBER;
      case NAME -> apart && !tokens.kind(next + 1).operates();
      case WORD, PLUS, TIMES, SLASH, POWER, CLOSE, EQUAL, NEAR, PERCENT, BANG, BREAK, ODD -> false;
    };
  }

  /// `20% of 50`, `1/2 of 40`.
  boolean isOf(int index) {
    Kind next = tokens.kind(index + 1);
    return isShare(index)
        && tokens.word(index).is("of")
        && (next == Kind.NUMBER || next == Kind.OPEN);
  }

  /// `1/4 of the tank`.
  boolean isShareOfUnknown(int index) {
    boolean of = tokens.kind(index) == Kind.WORD && tokens.word(index).is("of");
    return of && isShare(index) && !isOf(index);
  }

  private boolean isShare(int index) {
    Kind before = tokens.kind(index - 1);
    return before == Kind.PERCENT
        || before == Kind.CLOSE
        || (before == Kind.WORD && tokens.word(index - 1).percent())
        || (before == Kind.NUMBER && tokens.kind(index - 2) == Kind.SLASH);
  }

  /// The `k` of `25k`.
  boolean isThousands(int index) {
    return tokens.kind(index) == Kind.NAME
        && tokens.glued(index)
        && tokens.length(index) == 1
        && Character.toLowerCase(tokens.first(index)) == 'k'
        && tokens.kind(index - 1) == Kind.NUMBER;
  }

  boolean endsSentence(int bang) {
    Kind next = tokens.kind(bang + 1);
    return !next.operates() && !next.relates() && next != Kind.CLOSE;
  }

  boolean stops(int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.kind(i) == Kind.WORD) {
        Word word = tokens.word(i);
        boolean counts = word.is("times") && !isOperand(tokens.kind(i + 1));
        if (word.stops() && !counts) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOperand(Kind kind) {
    return kind == Kind.NUMBER || kind == Kind.OPEN || kind == Kind.FRACTION || kind == Kind.NAME;
  }

  boolean crossAfter(int index) {
    return tokens.kind(index) == Kind.NAME && isCross(index);
  }

  /// The index of a word of a unit at or after a token (`apples`, `/ hour`, the `a` of `a day`).
  int wordAfter(int index, int valueEnd) {
    Kind kind = tokens.kind(index);
    if (kind == Kind.WORD) {
      return isOf(index) && index == valueEnd ? -1 : index;
    }
    if (kind == Kind.SLASH && tokens.kind(index + 1) == Kind.WORD) {
      boolean tight = tokens.glued(index) && tokens.glued(index + 1);
      return tight || index > valueEnd ? index + 1 : -1;
    }
    boolean article = kind == Kind.NAME && !tokens.glued(index) && tokens.first(index) == 'a';
    return article && tokens.kind(index + 1) == Kind.WORD ? index : -1;
  }

  /// Whether a fraction follows a whole number as in `2 1/2`.
  boolean isMixed(int whole) {
    int next = whole + 1;
    return tokens.kind(next) == Kind.NUMBER
        && tokens.kind(next + 1) == Kind.SLASH
        && tokens.glued(next + 1)
        && tokens.kind(next + 2) == Kind.NUMBER
        && tokens.glued(next + 2)
        && tokens.start(next) == tokens.end(whole) + 1
        && tokens.text().charAt(tokens.end(whole)) == ' ';
  }
}
