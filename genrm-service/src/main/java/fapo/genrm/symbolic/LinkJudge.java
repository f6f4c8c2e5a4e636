package fapo.genrm.symbolic;

/// Decides whether a link holds, is false in every way it can be meant, or is not to be judged.
final class LinkJudge {
  /// What a link is worth.
  enum Judgment {
    HOLDS,
    FALSE,
    /// It does not hold with what was stated before.
    CONTRADICTED,
    /// It does not have the solution of the equation that it follows from.
    UNSOLVED,
    /// It is no claim of arithmetic, or it cannot be read with certainty.
    UNJUDGED
  }

  private static final int BINARY_PLACES = 8;
  private static final int REACH = 16;

  private final Tokens tokens;
  private final ArithmeticReader reader;
  private final Ledger ledger;
  private final Algebra algebra;
  private String computed = "";
  private ExactValue target = ExactValue.NONE;

  LinkJudge(Tokens tokens, ArithmeticReader reader, Ledger ledger) {
    this.tokens = tokens;
    this.reader = reader;
    this.ledger = ledger;
    this.algebra = new Algebra(tokens, reader, ledger);
  }

  Judgment judge(Link link) {
    Reading left = link.left();
    Reading right = link.right();
    if (!link.chained() || left.value().equals(target)) {
      target = ExactValue.NONE;
    }
    int traits = left.traits() | right.traits();
    if ((traits & Reading.UNKNOWN) != 0 && (traits & (Reading.PARTIAL | Reading.LOOSE)) == 0) {
      Judgment judgment = algebra.judge(link);
      computed = algebra.computed();
      if (judgment != Judgment.UNJUDGED) {
        return judgment;
      }
    }
    if (names(link)) {
      state(left, right);
      return Judgment.UNJUDGED;
    }
    if (!left.checkable() || !right.checkable() || (left.bare() && !link.chained())) {
      return Judgment.UNJUDGED;
    }
    if (left.value().equals(right.value())) {
      return Judgment.HOLDS;
    }
    if (rounds(left, right)) {
      ledger.round(right.value(), left.value());
      return Judgment.HOLDS;
    }
    if (holdsOtherwise(link)) {
      return Judgment.HOLDS;
    }
    if (excused(link)) {
      return Judgment.UNJUDGED;
    }
    boolean percent = right.has(Reading.PERCENT) && right.bare();
    computed = percent ? left.value().times(ExactValue.HUNDRED) + "%" : left.value().toString();
    return (traits & Reading.RECALLS) != 0 ? Judgment.CONTRADICTED : Judgment.FALSE;
  }

  /// What the last link that does not hold ought to state.
  String computed() {
    return computed;
  }

  private boolean names(Link link) {
    Reading left = link.left();
    return tokens.kind(left.start()) == Kind.NAME && left.valueEnd() == left.start() + 1;
  }

  private void state(Reading name, Reading right) {
    if (right.checkable() && !name.has(Reading.PARTIAL)) {
      int index = name.start();
      ledger.state(tokens.text().substring(tokens.start(index), tokens.end(index)), right.value());
    }
  }

  private static boolean rounds(Reading left, Reading right) {
    return Rounding.agrees(left.value(), right.value(), right.places())
        || (left.places() + right.places() > BINARY_PLACES
            && Rounding.binary(left.value(), right.value()))
        || Rounding.agrees(right.value(), left.value(), left.places());
  }

  /// Other meanings of the same writing, and the run-on chain `3 * 4 = 12 + 5 = 17`.
  private boolean holdsOtherwise(Link link) {
    Reading left = link.left();
    Reading right = link.right();
    int traits = left.traits() | right.traits();
    boolean near = tokens.kind(link.relation()) == Kind.NEAR;
    return (near && Rounding.near(left.value(), right.value()))
        || runsOn(left, right)
        || ((traits & Reading.PERCENT) != 0
            && (holds(link, Mode.WHOLE_PERCENT) || holds(link, Mode.RELATIVE_PERCENT)))
        || ((traits & Reading.SCALED) != 0 && holds(link, Mode.SCALES_ARE_UNITS))
        || ((traits & Reading.PRODUCT) != 0 && holds(link, Mode.TIGHT_QUOTIENTS))
        || (ledger.hasRounded() && holds(link, Mode.UNROUNDED));
  }

  private boolean runsOn(Reading left, Reading right) {
    boolean plain = tokens.kind(right.start()) == Kind.NUMBER;
    return plain && !right.bare() && left.value().equals(right.head());
  }

  /// Each side may be meant either way: `12% of 50 = 600%` is false, `0.3 * 100 = 30%` is not.
  private boolean holds(Link link, Mode mode) {
    Reading left = reader.read(link.left().start(), mode);
    Reading right = reader.read(link.right().start(), mode);
    return agree(left, right) || agree(link.left(), right) || agree(left, link.right());
  }

  private static boolean agree(Reading left, Reading right) {
    return left.value().equals(right.value()) || rounds(left, right);
  }

  /// Whether a link that does not hold may yet be no false claim.
  private boolean excused(Link link) {
    Reading left = link.left();
    Reading right = link.right();
    return left.has(Reading.LOOSE)
        || Word.converts(left.units() | right.units())
        || (left.bare() && left.end() > left.valueEnd())
        || isShare(left, right)
        || namesShare(right)
        || (right.places() != 0
            && left.has(Reading.DECIMAL)
            && left.has(Reading.PRODUCT)
            && Rounding.rough(left.value(), right.value()))
        || explainedBy(link.before(), left, right)
        || goesOn(right)
        || recovers(link);
  }

  /// `2/3 = 20 students` tells what a share is worth.
  private static boolean isShare(Reading left, Reading right) {
    return left.has(Reading.FRACTION_ONLY)
        && left.value().compareTo(ExactValue.ONE) < 0
        && right.value().compareTo(ExactValue.ONE) >= 0;
  }

  /// `100 - 25 = 75 percent of 50` goes on with a share of something else.
  private boolean namesShare(Reading right) {
    for (int i = right.start(); i < right.valueEnd(); i++) {
      if (tokens.kind(i) == Kind.WORD && tokens.word(i).is("of")) {
        return true;
      }
    }
    return false;
  }

  /// Whether the chain comes back to the value it had before: a slip of the pen inside it.
  private boolean recovers(Link link) {
    if (link.chained() && target.exists()) {
      return true;
    }
    ExactValue value = link.left().value();
    Reading last = link.right();
    for (int i = 0; i < REACH && tokens.kind(last.end()).relates(); i++) {
      last = reader.read(last.end() + 1, Mode.PLAIN);
      if (last.value().equals(value)) {
        target = value;
        return true;
      }
    }
    return false;
  }

  /// Whether the number before the left side completes it: `3 bags of 4 + 1 = 15`.
  private static boolean explainedBy(ExactValue before, Reading left, Reading right) {
    return right.value().equals(before.plus(left.value()))
        || right.value().equals(before.minus(left.value()))
        || right.value().equals(before.times(left.value()))
        || right.value().equals(before.dividedBy(left.value()));
  }

  /// `= 2 remainder 1`, `= 2 hours and 30 minutes`, `= 5 to 6`, `= 5?`.
  private boolean goesOn(Reading right) {
    int index = right.end();
    int words = 0;
    while (words < 3 && tokens.kind(index) == Kind.WORD) {
      Word word = tokens.word(index);
      boolean joins = word.is("and") || word.is("to") || word.is("or");
      if (word.is("remainder") || (joins && tokens.kind(index + 1) == Kind.NUMBER)) {
        return true;
      }
      index++;
      words++;
    }
    Kind end = tokens.kind(index);
    boolean letter = end == Kind.NAME && Character.toLowerCase(tokens.first(index)) == 'r';
    return letter || (end == Kind.BREAK && index < tokens.size() && tokens.first(index) == '?');
  }
}
