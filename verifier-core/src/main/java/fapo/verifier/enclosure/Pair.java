package fapo.verifier.enclosure;

import fapo.verifier.enclosure.Comparison.Outcome;
import fapo.verifier.enclosure.ball.BigBall;
import fapo.verifier.enclosure.ball.BigBalls;
import fapo.verifier.enclosure.ball.DoubleBall;
import fapo.verifier.enclosure.ball.DoubleBalls;
import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.tree.Node;
import fapo.verifier.enclosure.tree.Reading;
import fapo.verifier.expr.Work;
import org.jspecify.annotations.Nullable;

/// Two readable expressions under comparison: doubles at all points first, then more digits at one
/// point after another.
final class Pair {
  private static final int LEAST_DIGITS = 60;
  private static final int INTEGRAL_DIGITS = 25;
  private static final int INTEGRAL_BITS = 160;
  private static final int LEGAL_POINTS = 6;
  private static final int SECOND_BITS = 192;
  private static final int GUARD_BITS = 48;
  private static final int LONGEST_BITS = 3840;
  private static final double LOG2_10 = 3.3219281;

  private final Work work;
  private final Reading reading;
  private final Node left;
  private final Node right;
  private final boolean constant;
  // Digits of agreement, without those for the magnitude of values.
  private final double digits;
  private int precision;
  private @Nullable Comparison<BigBall> closely;

  Pair(Work work, Reading reading, Node left, Node right) {
    this.work = work;
    this.reading = reading;
    this.left = left;
    this.right = right;
    this.constant = reading.free() == 0;
    this.digits = (reading.integral() ? INTEGRAL_DIGITS : LEAST_DIGITS) + reading.written();
    this.precision = reading.integral() ? INTEGRAL_BITS : start();
  }

  // At once to what is asked for, where that is not far.
  private int start() {
    double expected = digits + Comparison.PER_MAGNITUDE * reading.longest();
    return expected < 2 * LEAST_DIGITS ? (int) (expected * LOG2_10) + GUARD_BITS : SECOND_BITS;
  }

  Relation relate() {
    boolean[] open = new boolean[Points.ATTEMPTS];
    int count = probe(false, open);
    boolean whole = count == 0 && !constant;
    if (whole) {
      count = probe(true, open);
    }
    if (count < 0) {
      return Relation.APART;
    }
    int wanted = constant ? 1 : LEGAL_POINTS;
    int agreeing = 0;
    for (int i = 0; i < open.length && count >= wanted; i++) {
      Outcome outcome = open[i] ? closer(i, whole) : Outcome.ILLEGAL;
      switch (outcome) {
        case APART -> {
          return Relation.APART;
        }
        case AGREE -> agreeing++;
        case OPEN, UNSUPPORTED -> {
          return Relation.UNKNOWN;
        }
        case ILLEGAL -> {}
      }
    }
    return agreeing >= wanted ? Relation.AGREE : Relation.UNKNOWN;
  }

  // How many points are open, or −1 where one separates the two.
  private int probe(boolean whole, boolean[] open) {
    Comparison<DoubleBall> comparison =
        new Comparison<>(new DoubleBalls(work), work, reading.names().size(), realOnly());
    int count = 0;
    int attempts = constant ? 1 : Points.ATTEMPTS;
    for (int i = 0; i < attempts && (i < Points.FIRST || count < LEGAL_POINTS); i++) {
      Points.put(reading, i, whole, comparison.evaluation());
      Outcome outcome = comparison.compare(left, right, -1, 0);
      if (outcome == Outcome.APART) {
        return -1;
      }
      if (outcome == Outcome.UNSUPPORTED) {
        throw NoEnclosureException.UNSUPPORTED;
      }
      open[i] = outcome == Outcome.OPEN;
      count += open[i] ? 1 : 0;
    }
    return count;
  }

  private boolean realOnly() {
    return !constant && !reading.complex();
  }

  // At one point, in more and more digits; the next point starts where this one ended.
  private Outcome closer(int attempt, boolean whole) {
    while (true) {
      long before = work.steps();
      Comparison<BigBall> comparison = comparison();
      Points.put(reading, attempt, whole, comparison.evaluation());
      Outcome outcome = comparison.compare(left, right, digits, reading.longest());
      if (outcome != Outcome.OPEN || precision >= LONGEST_BITS) {
        return outcome;
      }
      double missing = comparison.missing();
      double next = precision + (missing > 0 ? missing + GUARD_BITS : precision);
      next = Math.min(next, LONGEST_BITS);
      double growth = Math.pow(next / precision, 1.6);
      if (work.steps() + growth * (work.steps() - before) > Work.LIMIT) {
        return outcome;
      }
      precision = (int) next;
      closely = null;
    }
  }

  private Comparison<BigBall> comparison() {
    Comparison<BigBall> known = closely;
    if (known == null) {
      BigBalls balls = new BigBalls(work, precision);
      known = new Comparison<>(balls, work, reading.names().size(), realOnly());
      closely = known;
    }
    return known;
  }
}
