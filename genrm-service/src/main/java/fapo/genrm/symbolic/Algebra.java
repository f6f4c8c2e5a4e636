package fapo.genrm.symbolic;

import fapo.genrm.symbolic.LinkJudge.Judgment;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Judges links in one unknown quantity, linear in it: as an identity (`x + 2x = 3x`), and as a
/// step of solving an equation, which must keep the solution (`2x = 10`, so `x = 4` is false).
///
/// The link is computed at three values of the unknown, which tells a linear one from any other.
/// A link that an equation could state is never taken for an identity. Confined to one
/// examination.
final class Algebra {
  private static final int LONGEST = 64;
  private static final int REACH = 200;
  private static final Pattern LABEL = Pattern.compile("\\s*(step \\d+:)?\\s*");
  private static final ExactValue TWO = ExactValue.of(2);

  private final Tokens tokens;
  private final ArithmeticReader reader;
  private final Ledger ledger;
  private final Map<String, ExactValue> solutions = new HashMap<>();
  private String computed = "";

  Algebra(Tokens tokens, ArithmeticReader reader, Ledger ledger) {
    this.tokens = tokens;
    this.reader = reader;
    this.ledger = ledger;
  }

  /// What the last link judged false ought to state.
  String computed() {
    return computed;
  }

  Judgment judge(Link link) {
    String name = unknown(link);
    if (name.isEmpty()) {
      return Judgment.UNJUDGED;
    }
    ExactValue left0 = at(link.left(), name, ExactValue.ZERO);
    ExactValue left1 = at(link.left(), name, ExactValue.ONE);
    ExactValue right0 = at(link.right(), name, ExactValue.ZERO);
    ExactValue right1 = at(link.right(), name, ExactValue.ONE);
    ExactValue gap = left0.minus(right0);
    ExactValue slope = left1.minus(right1).minus(gap);
    ExactValue gap2 = at(link.left(), name, TWO).minus(at(link.right(), name, TWO));
    if (!gap2.equals(gap.plus(slope.times(TWO)))) {
      return Judgment.UNJUDGED;
    }
    ExactValue leftSlope = left1.minus(left0);
    if (slope.signum() == 0) {
      computed = shown(left0, leftSlope, name);
      boolean parallel = leftSlope.signum() != 0;
      return gap.signum() == 0 ? Judgment.HOLDS : parallel ? Judgment.FALSE : Judgment.UNJUDGED;
    }
    if (left0.signum() == 0 && right0.signum() == 0) {
      computed = shown(left0, leftSlope, name);
      boolean sum = link.left().valueEnd() - link.left().start() > 2 && right1.signum() != 0;
      return sum && !Rounding.close(left1, right1) ? Judgment.FALSE : Judgment.UNJUDGED;
    }
    return solved(link, name, gap.negate().dividedBy(slope));
  }

  /// Whether an equation keeps the solution of the one before it, where it says that it follows.
  private Judgment solved(Link link, String name, ExactValue solution) {
    int start = tokens.start(link.chainStart());
    int from = Math.max(0, start - REACH);
    String before = tokens.text().substring(from, start).toLowerCase(Locale.ROOT);
    ExactValue earlier = solutions.getOrDefault(name, ExactValue.NONE);
    if (link.chained() || ledger.doubts(name) || Phrases.supposes(before)) {
      solutions.remove(name);
      return Judgment.UNJUDGED;
    }
    solutions.put(name, solution);
    if (Phrases.gives(before)) {
      return Judgment.UNJUDGED;
    }
    boolean follows = Phrases.derives(before) || (from == 0 && LABEL.matcher(before).matches());
    if (!earlier.exists() || !follows) {
      return Judgment.UNJUDGED;
    }
    if (earlier.equals(solution)
        || Rounding.agrees(earlier, solution, link.right().places())
        || Rounding.close(earlier, solution)
        || (tokens.kind(link.relation()) == Kind.NEAR && Rounding.near(earlier, solution))) {
      return Judgment.HOLDS;
    }
    computed = name + " = " + earlier;
    return Judgment.UNSOLVED;
  }

  private ExactValue at(Reading side, String name, ExactValue value) {
    Reading reading = reader.readSupposing(side.start(), name, value);
    return reading.has(Reading.UNKNOWN) || reading.end() != side.end()
        ? ExactValue.NONE
        : reading.value();
  }

  /// The one quantity of the link without a known value; empty where there are more, or none.
  private String unknown(Link link) {
    int start = link.left().start();
    int end = Math.min(link.right().valueEnd(), start + LONGEST);
    String first = "";
    for (int i = start; i < end; i++) {
      if (tokens.kind(i) == Kind.NAME) {
        String name = tokens.name(i);
        if (ledger.quantity(name).exists()) {
          continue;
        }
        if (at(link.left(), name, ExactValue.ONE).exists()
            && at(link.right(), name, ExactValue.ONE).exists()) {
          return name;
        }
        if (!first.isEmpty()) {
          return "";
        }
        first = name;
      }
    }
    return "";
  }

  private static String shown(ExactValue constant, ExactValue slope, String name) {
    String term = slope + " * " + name;
    return constant.signum() == 0 ? term : constant + " + " + term;
  }
}
