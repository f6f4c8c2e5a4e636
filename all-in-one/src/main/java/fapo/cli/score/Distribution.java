package fapo.cli.score;

import java.util.Map;
import java.util.TreeMap;

/// The spread of many numbers in little memory: exact extremes and mean, quantiles within 0.005.
final class Distribution {
  private static final double BIN = 0.01;

  private final TreeMap<Long, Long> bins = new TreeMap<>();
  private long count;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  void add(double value) {
    count++;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
    bins.merge(Math.round(value / BIN), 1L, Long::sum);
  }

  long count() {
    return count;
  }

  double mean() {
    return count == 0 ? 0 : sum / count;
  }

  double min() {
    return count == 0 ? 0 : min;
  }

  double max() {
    return count == 0 ? 0 : max;
  }

  /// @param share in [0, 1]
  double quantile(double share) {
    long rank = (long) Math.floor(share * (count - 1));
    long below = 0;
    for (Map.Entry<Long, Long> bin : bins.entrySet()) {
      below += bin.getValue();
      if (below > rank) {
        return Math.clamp(bin.getKey() * BIN, min, max);
      }
    }
    return max();
  }
}
