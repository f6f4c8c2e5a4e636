package fapo.verifier.compare;

import fapo.verifier.canon.Approximation;
import fapo.verifier.canon.Ball;
import fapo.verifier.canon.Canonicalizer;
import fapo.verifier.canon.Form;
import fapo.verifier.canon.NoFormException;
import fapo.verifier.compare.CheckOptions.Tolerance;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Rational;

/// Compares two scalars: by canonical form, a decimal against an exact value by its digits, and by
/// enclosures, which can only tell them apart.
final class Scalars {
  private static final int PROBES = 3;
  private static final int TRUSTED_DIGITS = 14;

  private final Tolerance tolerance;
  private int work;

  Scalars(Tolerance tolerance) {
    this.tolerance = tolerance;
  }

  int work() {
    return work;
  }

  Match compare(Expr candidate, Expr reference) {
    Match natural = byForm(candidate, reference, false);
    if (natural != Match.SAME && (Traits.usesLog(candidate) || Traits.usesLog(reference))) {
      return byForm(candidate, reference, true) == Match.SAME ? Match.SAME : Match.UNKNOWN;
    }
    return natural;
  }

  private Match byForm(Expr candidate, Expr reference, boolean decimalLog) {
    Canonicalizer canonicalizer = new Canonicalizer(decimalLog);
    try {
      Form left = canonicalizer.form(candidate);
      Form right = canonicalizer.form(reference);
      if (left.rational() && right.rational()) {
        return rationals(left.value(), candidate, right.value(), reference);
      }
      if (canonicalizer.equal(left, right)) {
        return Match.SAME;
      }
      return byDigits(left, candidate, right, reference);
    } catch (NoFormException _) {
      return candidate.equals(reference) ? Match.SAME : Match.UNKNOWN;
    } finally {
      work += canonicalizer.steps();
    }
  }

  private Match rationals(Rational left, Expr candidate, Rational right, Expr reference) {
    AnswerCheck check =
        Numbers.compare(
            left, Traits.decimal(candidate), right, Traits.decimal(reference), tolerance);
    return check instanceof AnswerCheck.Equivalent ? Match.SAME : Match.DIFFERENT;
  }

  private Match byDigits(Form left, Expr candidate, Form right, Expr reference) {
    boolean leftDecimal = left.rational() && Traits.decimal(candidate);
    boolean rightDecimal = right.rational() && Traits.decimal(reference);
    if (leftDecimal || rightDecimal) {
      Rational decimal = leftDecimal ? left.value() : right.value();
      Ball exact = new Approximation(0).of(leftDecimal ? reference : candidate);
      int digits = Numbers.significant(decimal);
      int least = tolerance.significantDigits();
      if (exact.known()
          && decimal.signum() != 0
          && Traits.constant(leftDecimal ? reference : candidate)) {
        return digits >= least && near(decimal, exact, digits)
            ? Match.SAME
            : apart(candidate, reference);
      }
    }
    return apart(candidate, reference);
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

  private Match apart(Expr candidate, Expr reference) {
    if (tolerance.relative() > 0 || tolerance.absolute() > 0) {
      return within(candidate, reference);
    }
    for (int salt = 0; salt < PROBES; salt++) {
      Approximation at = new Approximation(salt);
      if (at.of(candidate).apartFrom(at.of(reference))) {
        return Match.DIFFERENT;
      }
    }
    return Match.UNKNOWN;
  }

  private Match within(Expr candidate, Expr reference) {
    Ball left = new Approximation(0).of(candidate);
    Ball right = new Approximation(0).of(reference);
    if (!left.known()
        || !right.known()
        || !Traits.constant(candidate)
        || !Traits.constant(reference)) {
      return Match.UNKNOWN;
    }
    double distance = Math.abs(left.middle() - right.middle()) + left.radius() + right.radius();
    return distance
            <= Math.max(tolerance.absolute(), tolerance.relative() * Math.abs(right.middle()))
        ? Match.SAME
        : Match.DIFFERENT;
  }
}
