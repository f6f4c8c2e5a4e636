package fapo.reward.core;

/// How far each value lies from the mean of all, and how far they lie from it together.
///
/// Values are first taken relative to the smallest, so that rounding is relative to their spread
/// and a common shift changes nothing; sums are compensated (Neumaier), and the mean is corrected
/// once by what the deviations still sum to.
///
/// @param each one a value; sums to 0 up to the rounding of each
/// @param sumOfSquares of `each`
@SuppressWarnings("ArrayRecordComponent")
record Deviations(double[] each, double sumOfSquares) {

  /// @param offsets values relative to their smallest, at least one
  static Deviations of(double[] offsets) {
    double[] each = offsets.clone();
    center(each);
    center(each);
    double[] squares = new double[each.length];
    for (int i = 0; i < each.length; i++) {
      squares[i] = each[i] * each[i];
    }
    return new Deviations(each, sum(squares));
  }

  /// Standard deviation with n − 1; needs two values.
  double sample() {
    return Math.sqrt(sumOfSquares / (each.length - 1));
  }

  /// Standard deviation with n.
  double population() {
    return Math.sqrt(sumOfSquares / each.length);
  }

  private static void center(double[] values) {
    double mean = sum(values) / values.length;
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean;
    }
  }

  /// Compensated (Neumaier): the error does not grow with the number of values.
  static double sum(double[] values) {
    double sum = 0;
    double lost = 0;
    for (double value : values) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }
    return sum + lost;
  }
}
