package fapo.genrm.symbolic;

/// Reads the expression that starts at a token, as far as it goes, and evaluates it exactly.
///
/// ```
/// sum     = product (("+" | "-") product)*
/// product = factor (("*" | "x" | "/" | "of") factor | factor without a gap)*
/// factor  = ("+" | "-") factor | operand ("^" factor)? "!"? "%"? unit?
/// operand = number | number fraction | name | "(" sum ")" | \frac{sum}{sum} | \sqrt{sum}
/// unit    = up to five words, followed by an operator or a relation
/// ```
///
/// Where something follows that is not understood the reading is marked [Reading#PARTIAL], and no
/// claim is checked on it. Depth is bounded; each token is read once per enclosing bracket.
final class ArithmeticReader {
  private static final int DEEPEST = 60;
  private static final int LONGEST_UNIT = 5;
  private static final int MOST_STROKES = 8;

  private final Tokens tokens;
  private final Shapes shapes;
  private final Ledger ledger;
  private Mode mode = Mode.PLAIN;
  private int at;
  private int valueEnd;
  private int depth;
  private int strokes;
  private int traits;
  private int places;
  private long units;
  private ExactValue head = ExactValue.NONE;
  private boolean headOpen;
  private boolean percentOnly;
  private boolean failed;
  private String supposedName = "";
  private ExactValue supposed = ExactValue.NONE;

  ArithmeticReader(Tokens tokens, Ledger ledger) {
    this.tokens = tokens;
    this.shapes = new Shapes(tokens);
    this.ledger = ledger;
  }

  /// As [#read], with a value for one quantity that has none.
  Reading readSupposing(int start, String name, ExactValue value) {
    supposedName = name;
    supposed = value;
    Reading reading = read(start, Mode.PLAIN);
    supposedName = "";
    return reading;
  }

  /// The longest expression that starts at the token; empty (`end == start`) where none does.
  Reading read(int start, Mode newMode) {
    mode = newMode;
    at = start;
    valueEnd = start;
    depth = 0;
    strokes = 0;
    traits = 0;
    places = -1;
    units = 0;
    head = ExactValue.NONE;
    headOpen = true;
    failed = false;
    percentOnly = false;
    ExactValue value = sum();
    if (failed) {
      return new Reading(
          start, start, start, ExactValue.NONE, ExactValue.NONE, -1, Reading.PARTIAL, 0);
    }
    if (headOpen) {
      head = value;
    }
    if (follows()) {
      traits |= Reading.PARTIAL;
    }
    boolean bare = (traits & Reading.OPERATES) == 0;
    return new Reading(start, at, valueEnd, value, head, bare ? places : -1, traits, units);
  }

  /// Whether what follows belongs to the expression but was not understood.
  private boolean follows() {
    Kind next = tokens.kind(at);
    if (shapes.isRate(at)) {
      return false;
    }
    boolean value = next == Kind.ODD || next == Kind.ROOT || next == Kind.FRACTION;
    boolean glued = tokens.glued(at) && (next == Kind.OPEN || next == Kind.NAME);
    boolean number = next == Kind.NUMBER && at == valueEnd;
    return next.operates() || value || glued || number;
  }

  private ExactValue sum() {
    ExactValue value = product();
    while (!failed && (tokens.kind(at) == Kind.PLUS || tokens.kind(at) == Kind.MINUS)) {
      boolean plus = tokens.kind(at) == Kind.PLUS;
      int operator = at;
      closeHead(value);
      at++;
      boolean before = percentOnly;
      percentOnly = false;
      ExactValue term = product();
      if (failed) {
        return stopAt(operator, value);
      }
      boolean relative = mode.relativePercent() && percentOnly && !before;
      ExactValue change = relative ? value.times(term) : term;
      value = plus ? value.plus(change) : value.minus(change);
      percentOnly = false;
      traits = (traits | Reading.OPERATES) & ~Reading.FRACTION_ONLY;
    }
    return value;
  }

  private ExactValue product() {
    ExactValue value = factor();
    while (!failed) {
      int operator = at;
      boolean bare = (traits & Reading.OPERATES) == 0 && at == valueEnd;
      Operation operation = operation();
      if (operation == Operation.NONE) {
        return value;
      }
      closeHead(value);
      ExactValue operand = factor();
      if (failed) {
        return stopAt(operator, value);
      }
      percentOnly = false;
      boolean divides = operation == Operation.DIVIDE;
      if (divides && mode.tightQuotients() && !tokens.glued(operator)) {
        operand = tightened(operand);
      }
      traits |= Reading.PRODUCT;
      value = divides ? value.dividedBy(operand) : value.times(operand);
      traits = (traits | Reading.OPERATES) & ~Reading.FRACTION_ONLY;
      if (divides) {
        boolean literal = bare && tokens.kind(operator - 1) == Kind.NUMBER;
        traits |= literal ? Reading.FRACTION_ONLY : 0;
      }
    }
    return value;
  }

  private ExactValue tightened(ExactValue divisor) {
    if (tokens.kind(at) != Kind.SLASH || !tokens.glued(at) || tokens.kind(at + 1) != Kind.NUMBER) {
      return divisor;
    }
    at++;
    return divisor.dividedBy(factor());
  }

  private enum Operation {
    NONE,
    MULTIPLY,
    DIVIDE
  }

  /// Steps over the operator between two factors; for juxtaposition there is none to step over.
  private Operation operation() {
    Kind kind = tokens.kind(at);
    boolean times =
        kind == Kind.TIMES
            || (kind == Kind.NAME && shapes.isCross(at))
            || (kind == Kind.WORD && shapes.isOf(at));
    if (times) {
      return step(Operation.MULTIPLY);
    }
    if (kind == Kind.SLASH && !shapes.isRate(at)) {
      return step(Operation.DIVIDE);
    }
    return kind == Kind.NAME || kind == Kind.OPEN ? juxtaposed() : Operation.NONE;
  }

  private Operation step(Operation operation) {
    at++;
    return operation;
  }

  private Operation juxtaposed() {
    boolean unit = at != valueEnd;
    return tokens.glued(at) && !unit ? Operation.MULTIPLY : Operation.NONE;
  }

  private ExactValue factor() {
    Kind kind = tokens.kind(at);
    if (kind == Kind.MINUS || kind == Kind.PLUS) {
      at++;
      if (++strokes > MOST_STROKES) {
        return fail();
      }
      boolean power = tokens.kind(at + 1) == Kind.POWER && tokens.kind(at) == Kind.NUMBER;
      if (power && kind == Kind.MINUS) {
        traits |= Reading.PARTIAL;
      }
      ExactValue value = factor();
      strokes--;
      return kind == Kind.MINUS ? value.negate() : value;
    }
    ExactValue value = operand();
    if (failed) {
      return value;
    }
    if (tokens.kind(at) == Kind.POWER) {
      at++;
      if (++strokes > MOST_STROKES) {
        return fail();
      }
      value = value.power(factor());
      strokes--;
      traits |= Reading.OPERATES;
    }
    return suffixed(value);
  }

  private ExactValue suffixed(ExactValue operand) {
    ExactValue value = operand;
    if (tokens.kind(at) == Kind.BANG && !shapes.endsSentence(at)) {
      at++;
      value = value.factorial();
      traits |= Reading.OPERATES;
    }
    if (shapes.isThousands(at)) {
      at++;
      value = scaled(value, 1000);
    }
    boolean percent = tokens.kind(at) == Kind.PERCENT;
    boolean word = tokens.kind(at) == Kind.WORD && tokens.word(at).percent();
    if (percent || word) {
      at++;
      traits |= Reading.PERCENT;
      percentOnly = true;
      value = mode.wholePercent() ? value : value.dividedBy(ExactValue.HUNDRED);
      places = mode.wholePercent() || places < 0 ? places : places + 2;
    }
    valueEnd = at;
    return unit(value);
  }

  /// Steps over the words after a value where an operator or a relation follows them.
  private ExactValue unit(ExactValue operand) {
    ExactValue value = operand;
    if (shapes.isShareOfUnknown(at)) {
      traits |= Reading.PARTIAL;
    }
    int next = at;
    int words = 0;
    for (int word = shapes.wordAfter(at, valueEnd);
        word >= 0 && words <= LONGEST_UNIT;
        word = shapes.wordAfter(next, valueEnd)) {
      if (words < 2 && tokens.kind(word) == Kind.WORD) {
        Word meaning = tokens.word(word);
        units |= meaning.unit();
        value = scaled(value, meaning.scale());
      }
      next = word + 1;
      words++;
    }
    Kind after = tokens.kind(next);
    boolean closes = after == Kind.CLOSE && depth > 0;
    boolean ends = after.operates() || after.relates() || closes || shapes.crossAfter(next);
    if (words > 0 && ends && words <= LONGEST_UNIT && !shapes.stops(at, next)) {
      at = next;
    }
    return value;
  }

  private ExactValue scaled(ExactValue value, int factor) {
    if (factor == 1) {
      return value;
    }
    traits |= Reading.SCALED;
    places = mode.scalesAreUnits() ? places : -1;
    return mode.scalesAreUnits() ? value : value.times(ExactValue.of(factor));
  }

  private ExactValue operand() {
    return switch (tokens.kind(at)) {
      case NUMBER -> number();
      case NAME -> name();
      case OPEN -> bracket();
      case FRACTION -> fraction();
      case ROOT -> root();
      case WORD, PLUS, MINUS, TIMES, SLASH, POWER, CLOSE, EQUAL, NEAR, PERCENT, BANG, BREAK, ODD ->
          fail();
    };
  }

  private ExactValue number() {
    int index = at++;
    ExactValue value = NumberLexer.value(tokens, index);
    places = NumberLexer.places(tokens, index);
    if (places > 0) {
      traits |= Reading.DECIMAL;
    }
    if (mode.unrounded()) {
      value = ledger.beforeRounding(value);
    }
    return mixed(index, value);
  }

  /// `2 1/2` is two and a half.
  private ExactValue mixed(int index, ExactValue whole) {
    boolean fraction = places == 0 && shapes.isMixed(index);
    if (!fraction) {
      return whole;
    }
    ExactValue part = NumberLexer.value(tokens, at).dividedBy(NumberLexer.value(tokens, at + 2));
    if (!part.exists() || part.compareTo(ExactValue.ONE) >= 0) {
      return whole;
    }
    at += 3;
    places = -1;
    return whole.plus(part);
  }

  private ExactValue name() {
    String name = tokens.name(at);
    at++;
    places = -1;
    ExactValue value = name.equals(supposedName) ? supposed : ledger.quantity(name);
    traits |= value.exists() ? Reading.RECALLS : Reading.UNKNOWN;
    return value;
  }

  private ExactValue bracket() {
    int close = tokens.partner(at);
    if (close < 0 || depth >= DEEPEST) {
      return fail();
    }
    at++;
    depth++;
    ExactValue value = sum();
    depth--;
    if (failed || at != close) {
      return fail();
    }
    at++;
    percentOnly = false;
    return value;
  }

  private ExactValue fraction() {
    at++;
    if (tokens.kind(at) != Kind.OPEN) {
      return fail();
    }
    ExactValue numerator = bracket();
    if (failed || tokens.kind(at) != Kind.OPEN) {
      return fail();
    }
    boolean bare = (traits & Reading.OPERATES) == 0;
    ExactValue value = numerator.dividedBy(bracket());
    traits |= Reading.OPERATES | Reading.PRODUCT | (bare ? Reading.FRACTION_ONLY : 0);
    return value;
  }

  private ExactValue root() {
    at++;
    boolean argument = tokens.kind(at) == Kind.OPEN || tokens.kind(at) == Kind.NUMBER;
    if (!argument) {
      return fail();
    }
    traits |= Reading.OPERATES;
    return tokens.kind(at) == Kind.OPEN ? bracket().root() : number().root();
  }

  private void closeHead(ExactValue value) {
    if (headOpen && depth == 0) {
      head = value;
      headOpen = false;
    }
  }

  private ExactValue fail() {
    failed = true;
    return ExactValue.NONE;
  }

  /// What follows an operator was not understood: the expression ends before it, in part.
  private ExactValue stopAt(int operator, ExactValue value) {
    if (depth > 0) {
      return value;
    }
    failed = false;
    at = operator;
    traits |= Reading.PARTIAL;
    return value;
  }
}
