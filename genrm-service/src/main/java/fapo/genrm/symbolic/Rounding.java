package fapo.genrm.symbolic;

import java.math.RoundingMode;

/// Decides whether a stated number may be an exact value with fewer digits.
final class Rounding {
  private static final ExactValue NEAR_SHARE = ExactValue.of(10);
  private static final ExactValue CLOSE_SHARE = ExactValue.of(200);
  private static final ExactValue ROUGH_SHARE = ExactValue.of(1000);
  private static final ExactValue BINARY_SHARE = ExactValue.of(1_000_000_000_000L);
  private static final int DEEPEST_PLACES = 40;

  private Rounding() {}

  /// Whether a stated bare number is the exact value, rounded or cut off after its last digit. A
  /// whole number also agrees with the next whole number on either side: things are counted whole.
  static boolean agrees(ExactValue exact, ExactValue stated, int places) {
    if (places < 0 || places > DEEPEST_PLACES) {
      return false;
    }
    if (places == 0) {
      return !exact.whole() && exact.minus(stated).abs().compareTo(ExactValue.ONE) < 0;
    }
    return exact.rounded(places, RoundingMode.HALF_UP).equals(stated)
        || exact.rounded(places, RoundingMode.DOWN).equals(stated)
        || exact.rounded(places, RoundingMode.HALF_EVEN).equals(stated);
  }

  /// Whether two values are within a tenth of each other, as a claim of closeness needs.
  static boolean near(ExactValue left, ExactValue right) {
    return within(left, right, NEAR_SHARE);
  }

  /// Whether two values differ by no more than binary floating point does.
  static boolean binary(ExactValue left, ExactValue right) {
    return within(left, right, BINARY_SHARE);
  }

  /// Whether two values are as close as rounding on the way leaves them: within a half percent.
  static boolean close(ExactValue left, ExactValue right) {
    return within(left, right, CLOSE_SHARE);
  }

  /// Whether two values are within a thousandth, as products of rounded numbers are.
  static boolean rough(ExactValue left, ExactValue right) {
    return within(left, right, ROUGH_SHARE);
  }

  private static boolean within(ExactValue left, ExactValue right, ExactValue share) {
    ExactValue gap = left.minus(right).abs().times(share);
    return gap.exists() && (gap.compareTo(left.abs()) <= 0 || gap.compareTo(right.abs()) <= 0);
  }
}
