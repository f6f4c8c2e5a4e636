package fapo.genrm.sampling;

import fapo.genrm.engine.StepResult;
import org.jspecify.annotations.Nullable;

/// The candidates of one row, best first and of equals the lowest id first. Loaded anew for each
/// row, so that a step allocates nothing.
final class Row {
  /// How far the sum may lie below its greatest term, which it cannot: bfloat16 has 8 bits.
  private static final double ROUNDING = 0x1p-6;

  int width;
  int[] ids = new int[0];
  double[] logits = new double[0];
  double logSumExp;

  /// @return why the row is no distribution; null where it is one
  @Nullable String load(StepResult result, int row) {
    width = result.width();
    if (ids.length < width) {
      ids = new int[width];
      logits = new double[width];
    }
    logSumExp = result.logSumExp()[row];
    for (int i = 0; i < width; i++) {
      int at = row * width + i;
      double logit = result.logits()[at];
      if (Double.isNaN(logit)) {
        return "logit: NaN (expected: a number), token " + result.ids()[at];
      }
      insert(i, result.ids()[at], logit);
    }
    return fault();
  }

  /// In nearly sorted order a candidate moves past equals only.
  private void insert(int count, int id, double logit) {
    int at = count;
    while (at > 0 && isBefore(id, logit, at - 1)) {
      ids[at] = ids[at - 1];
      logits[at] = logits[at - 1];
      at--;
    }
    ids[at] = id;
    logits[at] = logit;
  }

  private boolean isBefore(int id, double logit, int other) {
    return logit > logits[other] || (logit == logits[other] && id < ids[other]);
  }

  private @Nullable String fault() {
    if (width == 0) {
      return "candidates: 0 (expected: at least 1)";
    }
    if (!Double.isFinite(logits[0])) {
      return "greatest logit: %s (expected: finite)".formatted(logits[0]);
    }
    boolean possible = Double.isFinite(logSumExp) && logSumExp >= logits[0] - slack();
    return possible
        ? null
        : "logSumExp: %s (expected: finite, >= %s)".formatted(logSumExp, logits[0]);
  }

  private double slack() {
    return ROUNDING * Math.max(1, Math.abs(logits[0]));
  }

  /// Natural, over the whole vocabulary, before temperature; at most 0.
  double logProbability(int candidate) {
    return Math.min(0, logits[candidate] - logSumExp);
  }
}
