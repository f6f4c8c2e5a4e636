package fapo.verifier.compare;

import fapo.verifier.compare.AnswerCheck.Different;
import fapo.verifier.compare.AnswerCheck.Equivalent;
import fapo.verifier.compare.CheckOptions.Tolerance;
import fapo.verifier.expr.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Decides between two rational numbers, exact or written as decimals.
///
/// Exact against exact is exact. A decimal stands for an exact value it is a correct rounding or
/// truncation of, at enough significant digits; two decimals are equal when they agree at the
/// digits of the shorter, if those are 6 or more. There is no absolute tolerance unless asked for.
final class Numbers {
  private static final int ENOUGH_DIGITS = 6;
  private static final int DOUBLE_DIGITS = 15;
  private static final int MOST_PLACES = 16;
  private static final MathContext PRECISION = new MathContext(60);
  private static final BigDecimal DOUBLE_SPACING = BigDecimal.valueOf(Math.ulp(1.0));

  private final Tolerance tolerance;
  private final boolean truncated;

  private Numbers(Tolerance tolerance, boolean truncated) {
    this.tolerance = tolerance;
    this.truncated = truncated;
  }

  static Numbers of(CheckOptions options) {
    return new Numbers(options.tolerance(), options.has(Rule.TRUNCATED_DECIMAL));
  }

  Tolerance tolerance() {
    return tolerance;
  }

  AnswerCheck compare(
      Rational candidate, boolean candidateDecimal, Rational reference, boolean referenceDecimal) {
    if (candidate.equals(reference)) {
      return new Equivalent("exact-number");
    }
    boolean decimal = candidateDecimal || referenceDecimal;
    if (within(candidate, reference) || (decimal && agree(digits(candidate), digits(reference)))) {
      return new Equivalent("tolerance");
    }
    if (candidateDecimal && referenceDecimal) {
      int digits = Math.min(significant(candidate), significant(reference));
      boolean same =
          digits >= ENOUGH_DIGITS
              && (stands(candidate, reference, digits) || stands(reference, candidate, digits));
      return same ? new Equivalent("decimal") : different();
    }
    if (decimal) {
      Rational written = candidateDecimal ? candidate : reference;
      Rational exact = candidateDecimal ? reference : candidate;
      int digits = significant(written);
      int least =
          referenceDecimal && !exact.whole()
              ? Math.min(3, tolerance.significantDigits())
              : tolerance.significantDigits();
      boolean enough = digits >= least;
      return enough && !exact.whole() && stands(written, exact, digits)
          ? new Equivalent("decimal")
          : different();
    }
    return different();
  }

  static AnswerCheck different() {
    return new Different("exact-number", Different.Reason.VALUE);
  }

  /// Whether a decimal is `exact` rounded or truncated to that many significant digits.
  boolean stands(Rational decimal, Rational exact, int digits) {
    BigDecimal written = digits(decimal);
    return written.compareTo(quotient(exact, digits, RoundingMode.HALF_UP)) == 0
        || (truncated && written.compareTo(quotient(exact, digits, RoundingMode.DOWN)) == 0)
        || (digits >= DOUBLE_DIGITS && printedDouble(written, digits(exact), digits));
  }

  private static BigDecimal quotient(Rational of, int digits, RoundingMode mode) {
    return new BigDecimal(of.numerator())
        .divide(new BigDecimal(of.denominator()), new MathContext(digits, mode));
  }

  /// The same of a value known to some digits more.
  boolean stands(Rational decimal, BigDecimal value, int digits) {
    BigDecimal written = digits(decimal);
    BigDecimal rounded = value.round(new MathContext(digits, RoundingMode.HALF_UP));
    BigDecimal cut = value.round(new MathContext(digits, RoundingMode.DOWN));
    return printedDouble(written, value, digits)
        || written.compareTo(rounded) == 0
        || (truncated && written.compareTo(cut) == 0);
  }

  /// Whether two values agree at the decimal places asked for; false where none are.
  boolean agree(BigDecimal a, BigDecimal b) {
    int places = tolerance.decimalPlaces();
    return places != Tolerance.NO_PLACES
        && a.setScale(places, RoundingMode.HALF_EVEN)
                .compareTo(b.setScale(places, RoundingMode.HALF_EVEN))
            == 0;
  }

  private static BigDecimal digits(Rational of) {
    return new BigDecimal(of.numerator()).divide(new BigDecimal(of.denominator()), PRECISION);
  }

  // As many digits as a double prints: its own nearest value, whose last digit is not the decimal
  // one.
  private static boolean printedDouble(BigDecimal decimal, BigDecimal value, int digits) {
    BigDecimal distance = decimal.subtract(value).abs();
    return digits >= DOUBLE_DIGITS && distance.compareTo(value.abs().multiply(DOUBLE_SPACING)) <= 0;
  }

  /// Significant digits of a decimal without its trailing zeros.
  static int significant(Rational decimal) {
    if (decimal.fitsLong() && decimal.signum() != 0) {
      long scale = 1;
      for (int places = 0; places < MOST_PLACES; places++) {
        long above = scale / decimal.below() * decimal.above();
        if (scale % decimal.below() == 0 && above / decimal.above() == scale / decimal.below()) {
          return length(above);
        }
        scale *= 10;
      }
    }
    return digits(decimal).stripTrailingZeros().precision();
  }

  // Digits of an integer without its trailing zeros.
  private static int length(long of) {
    long rest = Math.abs(of);
    while (rest != 0 && rest % 10 == 0) {
      rest /= 10;
    }
    int length = 1;
    while (rest >= 10) {
      rest /= 10;
      length++;
    }
    return length;
  }

  private boolean within(Rational candidate, Rational reference) {
    if (tolerance.absolute() <= 0 && tolerance.relative() <= 0) {
      return false;
    }
    double distance = candidate.minus(reference).abs().approximate();
    return (tolerance.absolute() > 0 && distance <= tolerance.absolute())
        || (tolerance.relative() > 0
            && distance <= tolerance.relative() * reference.abs().approximate());
  }
}
