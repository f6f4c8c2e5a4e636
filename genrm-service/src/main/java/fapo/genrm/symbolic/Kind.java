package fapo.genrm.symbolic;

/// What a token of a step is to arithmetic.
enum Kind {
  NUMBER,
  /// A letter or an identifier such as `x_1` or `total_cost`: a quantity, or a unit.
  NAME,
  WORD,
  PLUS,
  MINUS,
  TIMES,
  SLASH,
  POWER,
  OPEN,
  CLOSE,
  EQUAL,
  /// A relation that claims closeness only.
  NEAR,
  PERCENT,
  FRACTION,
  ROOT,
  BANG,
  /// Punctuation: no expression reaches across it.
  BREAK,
  /// Something that stands where a value stands and is not read: a time, a function, a ratio.
  ODD;

  boolean relates() {
    return this == EQUAL || this == NEAR;
  }

  boolean operates() {
    return switch (this) {
      case PLUS, MINUS, TIMES, SLASH, POWER -> true;
      case NUMBER,
          NAME,
          WORD,
          OPEN,
          CLOSE,
          EQUAL,
          NEAR,
          PERCENT,
          FRACTION,
          ROOT,
          BANG,
          BREAK,
          ODD ->
          false;
    };
  }
}
