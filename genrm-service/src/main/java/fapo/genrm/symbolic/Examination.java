package fapo.genrm.symbolic;

import fapo.genrm.symbolic.LinkJudge.Judgment;
import org.jspecify.annotations.Nullable;

/// One reading of one solution, step by step. Mutable, confined to one call.
final class Examination {
  private static final int LONGEST_CHAIN = 32;
  private static final int MOST_FAULTS = 64;

  private final Tokens tokens = new Tokens();
  private final Ledger ledger = new Ledger();
  private final Lexer lexer = new Lexer(tokens);
  private final ArithmeticReader reader = new ArithmeticReader(tokens, ledger);
  private final StatementFinder finder = new StatementFinder(tokens, reader);
  private final LinkJudge judge = new LinkJudge(tokens, reader, ledger);
  private int checked;
  private int faults;

  /// Whether a text can state an equation at all: most prose cannot, and is not read further.
  static boolean mayRelate(String text) {
    return text.indexOf('=') >= 0
        || text.contains("equal")
        || text.indexOf('≈') >= 0
        || text.contains("\\approx");
  }

  void open(String step) {
    lexer.read(step);
    finder.restart();
    faults = 0;
  }

  int checked() {
    return checked;
  }

  /// The next link of the step that does not hold, or null after the last.
  @Nullable Fault nextFault() {
    while (faults < MOST_FAULTS) {
      @Nullable Link link = finder.next();
      if (link == null) {
        return null;
      }
      Judgment judgment = judge.judge(link);
      if (judgment != Judgment.UNJUDGED) {
        checked++;
      }
      if (judgment != Judgment.UNJUDGED && judgment != Judgment.HOLDS) {
        faults++;
        return fault(link, judgment);
      }
    }
    return null;
  }

  private Fault fault(Link link, Judgment judgment) {
    Reading left = link.left();
    Reading right = link.right();
    int start = offset(link.chainStart());
    String written = text(left.start(), left.valueEnd());
    String stated = text(right.start(), right.valueEnd());
    String computed = judge.computed();
    String whole = text(left.start(), right.valueEnd());
    String explanation =
        switch (judgment) {
          case CONTRADICTED ->
              "With the values stated before, %s is %s, not %s."
                  .formatted(written, computed, stated);
          case UNSOLVED ->
              "The equation before gives %s, which %s does not.".formatted(computed, whole);
          case FALSE, HOLDS, UNJUDGED -> "%s is %s, not %s.".formatted(written, computed, stated);
        };
    boolean contradicts = judgment != Judgment.FALSE;
    return new Fault(
        contradicts ? Finding.Kind.CONTRADICTION : Finding.Kind.FALSE_STATEMENT,
        tokens.text().substring(start, tokens.end(chainEnd(right) - 1)),
        whole,
        stated,
        computed,
        explanation,
        start,
        tokens.end(right.end() - 1));
  }

  /// The index after the last token of the chain that goes on at `right`.
  private int chainEnd(Reading right) {
    Reading last = right;
    for (int i = 0; i < LONGEST_CHAIN && tokens.kind(last.end()).relates(); i++) {
      Reading following = reader.read(last.end() + 1, Mode.PLAIN);
      if (following.end() == following.start()) {
        break;
      }
      last = following;
    }
    return last.valueEnd();
  }

  private String text(int from, int to) {
    return tokens.text().substring(offset(from), tokens.end(to - 1));
  }

  /// Where a token starts, with its currency sign.
  private int offset(int index) {
    int start = tokens.start(index);
    boolean currency = start > 0 && "$€£¥₹".indexOf(tokens.text().charAt(start - 1)) >= 0;
    return currency ? start - 1 : start;
  }
}
