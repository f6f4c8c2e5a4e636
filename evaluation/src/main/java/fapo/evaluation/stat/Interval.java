package fapo.evaluation.stat;

/// A confidence interval; both ends belong to it.
public record Interval(double low, double high) {
  /// The level of every interval of this module.
  public static final double LEVEL = 0.95;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low: " + low + " (expected: at most " + high + ")");
    }
  }
}
