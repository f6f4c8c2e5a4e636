package fapo.evaluation.stat;

/// Quantiles by linear interpolation between the two nearest values (type 7 of Hyndman & Fan 1996,
/// as NumPy's default).
public final class Quantiles {
  private Quantiles() {}

  /// @param sorted ascending, at least one
  /// @param share in [0, 1]
  public static double of(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
