package fapo.evaluation.stat;

import java.util.Arrays;
import java.util.Optional;

/// How well a score separates two kinds of rows.
public final class Ranking {
  private Ranking() {}

  /// Area under the receiver operating characteristic: the chance that a positive row scores above
  /// a
  /// negative one, a tie counting half (Mann & Whitney's U). Nothing where either kind is absent.
  ///
  /// @param positive scores of the positive rows, any order, no NaN
  /// @param negative of the others
  public static Optional<Double> auroc(double[] positive, double[] negative) {
    if (positive.length == 0 || negative.length == 0) {
      return Optional.empty();
    }
    double[] sorted = negative.clone();
    Arrays.sort(sorted);
    double won = 0;
    for (double score : positive) {
      won += (below(sorted, score) + upTo(sorted, score)) / 2.0;
    }
    return Optional.of(won / positive.length / negative.length);
  }

  private static int below(double[] sorted, double score) {
    return count(sorted, score, false);
  }

  private static int upTo(double[] sorted, double score) {
    return count(sorted, score, true);
  }

  private static int count(double[] sorted, double score, boolean inclusive) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score || (inclusive && sorted[middle] == score)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
