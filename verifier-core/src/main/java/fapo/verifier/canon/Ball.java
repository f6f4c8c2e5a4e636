package fapo.verifier.canon;

/// A real number known to lie within `radius` of `middle`; NaN where nothing is known. Double
/// arithmetic with a running bound of its own error.
///
/// @param radius at least the rounding errors made so far
public record Ball(double middle, double radius) {
  static final Ball NOTHING = new Ball(Double.NaN, Double.POSITIVE_INFINITY);
  private static final double ULP = 0x1p-51;

  static Ball of(double value) {
    return rounded(value, 0);
  }

  static Ball rounded(double value, double radius) {
    return Double.isFinite(value) && Double.isFinite(radius)
        ? new Ball(value, radius + Math.abs(value) * ULP + Double.MIN_NORMAL)
        : NOTHING;
  }

  Ball plus(Ball other) {
    return rounded(middle + other.middle, radius + other.radius);
  }

  Ball times(Ball other) {
    return rounded(
        middle * other.middle,
        Math.abs(middle) * other.radius + Math.abs(other.middle) * radius + radius * other.radius);
  }

  Ball inverse() {
    double least = Math.abs(middle) - radius;
    return least > 0 ? rounded(1 / middle, radius / (least * least)) : NOTHING;
  }

  Ball power(Ball exponent) {
    if (exponent.middle == Math.rint(exponent.middle)
        && Math.abs(exponent.middle) < 1000
        && middle < 0) {
      Ball positive = new Ball(-middle, radius).power(exponent);
      return exponent.middle % 2 == 0 ? positive : positive.times(of(-1));
    }
    if (middle - radius <= 0) {
      return NOTHING;
    }
    double logarithm = Math.log(middle);
    double relative =
        radius / (middle - radius) * (Math.abs(exponent.middle) + exponent.radius)
            + exponent.radius * Math.abs(logarithm)
            + Math.abs(exponent.middle * logarithm) * ULP * 4;
    double value = Math.exp(exponent.middle * logarithm);
    return relative < 0.1 ? rounded(value, value * relative * 1.2) : NOTHING;
  }

  /// Whether the two surely differ.
  public boolean apartFrom(Ball other) {
    return Math.abs(middle - other.middle) > 4 * (radius + other.radius)
        && Double.isFinite(radius + other.radius);
  }

  public boolean known() {
    return Double.isFinite(middle);
  }
}
