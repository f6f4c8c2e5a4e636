package fapo.verifier.compare;

import fapo.verifier.canon.Approximation;
import fapo.verifier.canon.Ball;
import fapo.verifier.canon.Canonicalizer;
import fapo.verifier.canon.Exact;
import fapo.verifier.canon.NoFormException;
import fapo.verifier.compare.CheckOptions.Tolerance;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;
import fapo.verifier.expr.Work;
import fapo.verifier.modular.Identity;
import fapo.verifier.modular.Identity.Outcome;
import org.jspecify.annotations.Nullable;

/// Compares two scalars, the cheapest rule first: as rational numbers, a decimal by its digits, by
/// their images in finite fields, by enclosures of their values, by canonical form.
final class Scalars {
  private static final int PROBES = 3;
  private static final int TRUSTED_DIGITS = 14;

  private final Tolerance tolerance;
  private final Work work;
  private final Exact exact;
  private @Nullable String sameBy;
  private @Nullable String differentBy;

  Scalars(Tolerance tolerance, Work work) {
    this.tolerance = tolerance;
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
    return switch (Numbers.compare(
        left, Traits.decimal(candidate), right, Traits.decimal(reference), tolerance)) {
      case AnswerCheck.Equivalent(String by) -> same(by);
      case AnswerCheck.Different(String by, AnswerCheck.Different.Reason _) -> different(by);
      case AnswerCheck.Undecided _, AnswerCheck.Unreadable _ -> Match.UNKNOWN;
    };
  }

  // With one reading of `log` throughout.
  private Match reading(Expr candidate, Expr reference, boolean decimalLog) {
    Match rounded = rounded(candidate, reference);
    if (rounded != Match.UNKNOWN) {
      return rounded;
    }
    Outcome outcome = new Identity(work, decimalLog).compare(candidate, reference);
    return switch (outcome) {
      case EQUAL -> same("identity");
      case LIKELY -> apart(candidate, reference) ? different("certified-digits") : same("identity");
      case APART -> different("identity");
      case OPEN ->
          apart(candidate, reference)
              ? different("certified-digits")
              : byForm(candidate, reference, decimalLog);
    };
  }

  // A decimal against an irrational constant, or any two constants within a tolerance.
  private Match rounded(Expr candidate, Expr reference) {
    if (!Traits.constant(candidate) || !Traits.constant(reference)) {
      return Match.UNKNOWN;
    }
    if (tolerance.relative() > 0 || tolerance.absolute() > 0) {
      return within(candidate, reference);
    }
    Rational left = Traits.decimal(candidate) ? exact.value(candidate) : null;
    Rational right = left == null && Traits.decimal(reference) ? exact.value(reference) : null;
    Rational decimal = left == null ? right : left;
    if (decimal == null || decimal.signum() == 0) {
      return Match.UNKNOWN;
    }
    Ball other = new Approximation(0).of(left == null ? candidate : reference);
    int digits = Numbers.significant(decimal);
    return other.known() && digits >= tolerance.significantDigits() && near(decimal, other, digits)
        ? same("decimal")
        : Match.UNKNOWN;
  }

  private Match byForm(Expr candidate, Expr reference, boolean decimalLog) {
    Canonicalizer canonicalizer = new Canonicalizer(decimalLog);
    try {
      boolean equal =
          canonicalizer.equal(canonicalizer.form(candidate), canonicalizer.form(reference));
      return equal ? same("canonical-form") : Match.UNKNOWN;
    } catch (NoFormException _) {
      return Match.UNKNOWN;
    } finally {
      work.step(canonicalizer.steps());
    }
  }

  // Rounded or truncated at its last digit.
  private static boolean near(Rational decimal, Ball exact, int digits) {
    double value = decimal.approximate();
    int scale = (int) Math.floor(Math.log10(Math.abs(value)));
    double unit = Math.pow(10, scale - Math.min(digits, TRUSTED_DIGITS) + 1.0);
    double distance = Math.abs(exact.middle()) - Math.abs(value);
    boolean sameSign = Math.signum(value) == Math.signum(exact.middle());
    return sameSign && distance >= -0.5 * unit - exact.radius() && distance < unit + exact.radius();
  }

  private static boolean apart(Expr candidate, Expr reference) {
    for (int salt = 0; salt < PROBES; salt++) {
      Approximation at = new Approximation(salt);
      if (at.of(candidate).apartFrom(at.of(reference))) {
        return true;
      }
    }
    return false;
  }

  private Match within(Expr candidate, Expr reference) {
    Ball left = new Approximation(0).of(candidate);
    Ball right = new Approximation(0).of(reference);
    if (!left.known() || !right.known()) {
      return Match.UNKNOWN;
    }
    double distance = Math.abs(left.middle() - right.middle()) + left.radius() + right.radius();
    return distance
            <= Math.max(tolerance.absolute(), tolerance.relative() * Math.abs(right.middle()))
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
