package fapo.genrm.symbolic;

import org.jspecify.annotations.Nullable;

/// Finds the links that the tokens of one step state, from left to right.
///
/// The left side of a relation is the last expression of its clause and must reach the relation;
/// the right side is the expression that starts after it. Each token is read a bounded number of
/// times.
final class StatementFinder {
  private static final int TIE_REACH = 3;

  private final Tokens tokens;
  private final ArithmeticReader reader;
  private int next;
  private @Nullable Reading chained;
  private int chainStart;
  private ExactValue before = ExactValue.NONE;

  StatementFinder(Tokens tokens, ArithmeticReader reader) {
    this.tokens = tokens;
    this.reader = reader;
  }

  void restart() {
    next = 0;
    chained = null;
  }

  /// The next link with two readable sides, or null after the last.
  @Nullable Link next() {
    while (true) {
      int relation = next;
      while (relation < tokens.size() && !tokens.kind(relation).relates()) {
        relation++;
      }
      if (relation == tokens.size()) {
        return null;
      }
      Reading chain = chained != null && chained.end() == relation ? chained : null;
      Reading left = chain != null ? chain : leftOf(relation);
      Reading right = reader.read(relation + 1, Mode.PLAIN);
      next = Math.max(relation + 1, right.end());
      boolean readable = right.end() > right.start();
      chained = readable ? right : null;
      if (left != null && readable) {
        return new Link(relation, left, right, chain != null, before, chainStart);
      }
    }
  }

  /// The last expression of the clause before a relation, if it reaches the relation.
  private @Nullable Reading leftOf(int relation) {
    int start = relation;
    while (start > 0 && tokens.kind(start - 1) != Kind.BREAK && !tokens.kind(start - 1).relates()) {
      start--;
    }
    before = ExactValue.NONE;
    int at = start;
    while (at < relation) {
      Reading reading = startsValue(at) ? reader.read(at, Mode.PLAIN) : null;
      if (reading == null || reading.end() == at) {
        at++;
      } else if (reading.end() == relation) {
        chainStart = at;
        return tied(at) ? reading.loosened() : reading;
      } else {
        before = reading.value();
        at = reading.end();
      }
    }
    return null;
  }

  private boolean startsValue(int index) {
    return switch (tokens.kind(index)) {
      case NUMBER, NAME, PLUS, MINUS, OPEN, FRACTION, ROOT -> true;
      case WORD, TIMES, SLASH, POWER, CLOSE, EQUAL, NEAR, PERCENT, BANG, BREAK, ODD -> false;
    };
  }

  /// Whether the expression at `start` may go on to the left in a way that is not read.
  private boolean tied(int start) {
    Kind first = tokens.kind(start);
    boolean signed = first == Kind.PLUS || first == Kind.MINUS;
    int previous = start - 1;
    return switch (tokens.kind(previous)) {
      case BREAK -> signed && previous >= 0 && ").".indexOf(tokens.first(previous)) >= 0;
      case EQUAL, NEAR -> false;
      case WORD -> signed || tokens.glued(start) || tiedByWords(previous);
      case NAME ->
          tokens.glued(start)
              || tokens.length(previous) > 1
              || signed
              || tokens.first(previous) != 'a';
      case NUMBER,
          PLUS,
          MINUS,
          TIMES,
          SLASH,
          POWER,
          OPEN,
          CLOSE,
          PERCENT,
          FRACTION,
          ROOT,
          BANG,
          ODD ->
          true;
    };
  }

  private boolean tiedByWords(int last) {
    if (tokens.word(last).ties()) {
      return true;
    }
    int word = last;
    while (last - word < TIE_REACH && tokens.kind(word) == Kind.WORD && links(word)) {
      word--;
    }
    boolean share = tokens.kind(word) == Kind.PERCENT || tokens.kind(word) == Kind.NUMBER;
    boolean tie = tokens.kind(word) == Kind.WORD && tokens.word(word).ties();
    return word < last && (share || tie);
  }

  private boolean links(int word) {
    Word meaning = tokens.word(word);
    return meaning.is("of") || meaning.is("the") || meaning.is("these");
  }
}
