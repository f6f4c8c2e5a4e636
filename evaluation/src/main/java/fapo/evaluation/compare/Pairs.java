package fapo.evaluation.compare;

import fapo.evaluation.figure.Tally;
import fapo.evaluation.figure.Tally.Said;
import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Truth;
import fapo.evaluation.stat.McNemar;

/// Counts of what two critics said of the same solutions.
final class Pairs {
  // shape [first's cell][second's cell], flat
  private final long[] cells = new long[Tally.CELLS * Tally.CELLS];
  private final Agreement location = new Agreement();
  private final Agreement detection = new Agreement();
  private long total;

  void add(Judged first, Judged second) throws MismatchException {
    Truth truth = first.truth();
    if (truth.label() != second.truth().label()) {
      throw new MismatchException(
          first, "label " + second.truth().label() + " (expected: " + truth.label() + ")");
    }
    Said one = Tally.said(truth, first.opinion().prediction());
    Said other = Tally.said(truth, second.opinion().prediction());
    cells[Tally.cell(truth, one) * Tally.CELLS + Tally.cell(truth, other)]++;
    location.add(located(truth, one), located(truth, other));
    detection.add(detected(truth, one), detected(truth, other));
    total++;
  }

  long total() {
    return total;
  }

  long[] cells() {
    return cells.clone();
  }

  McNemar location() {
    return location.test();
  }

  McNemar detection() {
    return detection.test();
  }

  /// The first's counts of a table of pairs.
  static long[] first(long[] cells) {
    long[] counts = new long[Tally.CELLS];
    for (int i = 0; i < cells.length; i++) {
      counts[i / Tally.CELLS] += cells[i];
    }
    return counts;
  }

  /// The second's.
  static long[] second(long[] cells) {
    long[] counts = new long[Tally.CELLS];
    for (int i = 0; i < cells.length; i++) {
      counts[i % Tally.CELLS] += cells[i];
    }
    return counts;
  }

  private static boolean located(Truth truth, Said said) {
    return said == (truth.flawed() ? Said.FLAGGED_EXACT : Said.CLEAN);
  }

  private static boolean detected(Truth truth, Said said) {
    return located(truth, said) || (truth.flawed() && said == Said.FLAGGED_ELSEWHERE);
  }

  /// Which of two was right how often.
  private static final class Agreement {
    private long both;
    private long first;
    private long second;
    private long neither;

    void add(boolean one, boolean other) {
      both += one && other ? 1 : 0;
      first += one && !other ? 1 : 0;
      second += other && !one ? 1 : 0;
      neither += one || other ? 0 : 1;
    }

    McNemar test() {
      return new McNemar(both, first, second, neither);
    }
  }
}
