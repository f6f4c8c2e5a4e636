package fapo.evaluation.stat;

import java.util.Optional;

/// A share with its counts.
///
/// @param part in [0, whole]
public record Proportion(long part, long whole) {
  // The 0.975 quantile of the standard normal distribution.
  private static final double Z = 1.959963984540054;

  public Proportion {
    if (part < 0 || part > whole) {
      throw new IllegalArgumentException("part: " + part + " (expected: 0 to " + whole + ")");
    }
  }

  /// Nothing where the whole is 0.
  public Optional<Double> value() {
    return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
  }

  /// Wilson's score interval at 95 %. Unlike a resampled one it does not collapse where every row
  /// or
  /// none counts.
  ///
  /// `(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)`: Wilson 1927.
  public Optional<Interval> wilson() {
    if (whole == 0) {
      return Optional.empty();
    }
    double n = whole;
    double p = part / n;
    double center = p + Z * Z / (2 * n);
    double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    double low = part == 0 ? 0 : Math.max(0, (center - spread) / scale);
    double high = part == whole ? 1 : Math.min(1, (center + spread) / scale);
    return Optional.of(new Interval(low, high));
  }
}
