package fapo.verifier.latex;

/// One token of an answer.
///
/// @param text canonical: `*` for `\cdot`, `×` and `·` alike
/// @param start 0-based character offset in the answer
/// @param spaced whether space stands before it
/// @param wide whether it is wide enough to set apart two statements: `\quad`, a new line
record Token(Kind kind, String text, int start, boolean spaced, boolean wide) {
  enum Kind {
    NUMBER,
    SYMBOL,
    CONSTANT,
    FUNCTION,
    /// Letters that are no known name.
    WORD,
    /// The contents of a text command.
    TEXT,
    OPERATOR,
    OPEN,
    CLOSE,
    COMMAND,
    END
  }

  boolean is(String operator) {
    return (kind == Kind.OPERATOR || kind == Kind.OPEN || kind == Kind.CLOSE)
        && text.equals(operator);
  }

  boolean command(String name) {
    return kind == Kind.COMMAND && text.equals(name);
  }
}
