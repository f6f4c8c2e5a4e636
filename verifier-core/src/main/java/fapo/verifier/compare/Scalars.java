package fapo.verifier.compare;

import fapo.verifier.canon.Exact;
import fapo.verifier.compare.CheckOptions.Tolerance;
import fapo.verifier.enclosure.Enclosures;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import fapo.verifier.modular.Identity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Compares two scalars, the cheapest rule first: as rational numbers, a decimal by its digits, by
/// their images in finite fields, by enclosures of their values.
final class Scalars {
  private static final int GUARD_DIGITS = 8;
  private static final int TOLERANCE_DIGITS = 30;

  private final Numbers numbers;
  private final Tolerance tolerance;
  private final Work work;
  private final Exact exact;
  private @Nullable Identity identity;
  private @Nullable String sameBy;
  private @Nullable String differentBy;

  Scalars(Numbers numbers, Work work) {
    this.numbers = numbers;
    this.tolerance = numbers.tolerance();
    this.work = work;
    this.exact = new Exact(work);
  }

  /// The rule that decided last for a match: `SAME` or `DIFFERENT`; null where none did.
  @Nullable String rule(Match of) {
    return switch (of) {
      case SAME -> sameBy;
      case DIFFERENT -> differentBy;
      case UNKNOWN -> null;
    };
  }

  Match compare(Expr candidate, Expr reference) {
    if (candidate.equals(reference)) {
      return same("identity");
    }
    Rational left = exact.value(candidate);
    Rational right = left == null ? null : exact.value(reference);
    if (left != null && right != null) {
      return rationals(left, candidate, right, reference);
    }
    Match natural = reading(candidate, reference, false);
    if (natural != Match.SAME && (Traits.usesLog(candidate) || Traits.usesLog(reference))) {
      Match decimal = reading(candidate, reference, true);
      return decimal == natural || decimal == Match.SAME ? decimal : Match.UNKNOWN;
    }
    return natural;
  }

  private Match rationals(Rational left, Expr candidate, Rational right, Expr reference) {
    return switch (numbers.compare(
        left, Traits.decimal(candidate), right, Traits.decimal(reference))) {
      case AnswerCheck.Equivalent(String by) -> same(by);
      case AnswerCheck.Different(String by, AnswerCheck.Different.Reason _) -> different(by);
      case AnswerCheck.Undecided _, AnswerCheck.Unreadable _ -> Match.UNKNOWN;
    };
  }

  // With one reading of `log` throughout.
  private Match reading(Expr candidate, Expr reference, boolean decimalLog) {
    Match rounded = rounded(candidate, reference, decimalLog);
    if (rounded != Match.UNKNOWN) {
      return rounded;
    }
    return switch (identity(decimalLog).compare(candidate, reference)) {
      case EQUAL -> same("identity");
      case APART -> different("identity");
      case LIKELY -> byDigits(candidate, reference, decimalLog, "identity");
      case OPEN -> byDigits(candidate, reference, decimalLog, "certified-digits");
    };
  }

  private Identity identity(boolean decimalLog) {
    if (decimalLog) {
      return new Identity(work, true);
    }
    Identity kept = identity == null ? new Identity(work, false) : identity;
    identity = kept;
    return kept;
  }

  private Match byDigits(Expr candidate, Expr reference, boolean decimalLog, String rule) {
    return switch (new Enclosures(work, decimalLog).relate(candidate, reference)) {
      case AGREE -> same(rule);
      case APART -> different("certified-digits");
      case UNKNOWN -> Match.UNKNOWN;
    };
  }

  // A decimal against an irrational constant, or any two constants within a tolerance.
  private Match rounded(Expr candidate, Expr reference, boolean decimalLog) {
    if (!Traits.constant(candidate) || !Traits.constant(reference)) {
      return Match.UNKNOWN;
    }
    if (tolerance.relative() > 0 || tolerance.absolute() > 0) {
      return within(candidate, reference, decimalLog);
    }
    if (places(candidate, reference, decimalLog)) {
      return same("tolerance");
    }
    Rational left = Traits.decimal(candidate) ? exact.value(candidate) : null;
    Rational right = left == null && Traits.decimal(reference) ? exact.value(reference) : null;
    Rational decimal = left == null ? right : left;
    if (decimal == null || decimal.signum() == 0) {
      return Match.UNKNOWN;
    }
    int digits = Numbers.significant(decimal);
    if (digits < tolerance.significantDigits()) {
      return Match.UNKNOWN;
    }
    BigDecimal value =
        new Enclosures(work, decimalLog)
            .value(left == null ? candidate : reference, digits + GUARD_DIGITS);
    return value != null && numbers.stands(decimal, value, digits)
        ? same("decimal")
        : Match.UNKNOWN;
  }

  /// Whether a number is the value of a constant rounded or cut off at as many digits as it has.
  boolean rounds(Expr number, Expr constant) {
    Rational rounded = exact.value(number);
    if (rounded == null || rounded.signum() == 0 || !Traits.constant(constant)) {
      return false;
    }
    int digits = Numbers.significant(rounded);
    BigDecimal value = new Enclosures(work, false).value(constant, digits + GUARD_DIGITS);
    return value != null && numbers.stands(rounded, value, digits);
  }

  private boolean places(Expr candidate, Expr reference, boolean decimalLog) {
    if (tolerance.decimalPlaces() == Tolerance.NO_PLACES
        || !(Traits.decimal(candidate) || Traits.decimal(reference))) {
      return false;
    }
    Enclosures enclosures = new Enclosures(work, decimalLog);
    BigDecimal left = enclosures.value(candidate, TOLERANCE_DIGITS);
    BigDecimal right = left == null ? null : enclosures.value(reference, TOLERANCE_DIGITS);
    return left != null && right != null && numbers.agree(left, right);
  }

  private Match within(Expr candidate, Expr reference, boolean decimalLog) {
    Enclosures enclosures = new Enclosures(work, decimalLog);
    BigDecimal left = enclosures.value(candidate, TOLERANCE_DIGITS);
    BigDecimal right = left == null ? null : enclosures.value(reference, TOLERANCE_DIGITS);
    if (left == null || right == null) {
      return Match.UNKNOWN;
    }
    double distance = left.subtract(right).abs().doubleValue();
    double size = right.abs().doubleValue();
    return distance <= Math.max(tolerance.absolute(), tolerance.relative() * size)
        ? same("tolerance")
        : different("tolerance");
  }

  private Match same(String rule) {
    sameBy = rule;
    return Match.SAME;
  }

  private Match different(String rule) {
    differentBy = rule;
    return Match.DIFFERENT;
  }
}
