package fapo.verifier.enclosure;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.tree.Node;
import fapo.verifier.enclosure.tree.Reading;
import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Work;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Compares scalar expressions by their values, enclosed in balls: in doubles first, then in as
/// many digits as it takes.
///
/// **Apart is proven.** A ball contains the value for every rounding made; disjoint balls at one
/// point where both expressions have a real value (for constants, also a complex one) are a proof
/// that the two are not the same function.
///
/// **Agreement is beyond accident, not proven.** It asks that the difference of the two values is
/// enclosed within 10^−P of the larger value (or of 1), with P = 60 + 4·M + S, where M is the
/// largest |log10| of any literal or intermediate value of either side, and S counts the digits and
/// operators written in both. With names, that is asked at every legal one of 8 points, at least 6,
/// which are random 128-bit numbers (24 integers for names under factorials and the like).
///
/// - A perturbation that is written, or computed as a value on the way, has |log10| ≤ M; so has
///   what it becomes under sums and products, and a difference of second or third order in it
///   (`cos(10^−100)` from 1) is still above 10^−4M.
/// - Expressions of S characters are fewer than 100^S; if their values were spread at random, one
///   pair of 10^−(60 + S)-close different values among answers of this length would not be expected
///   in the life of a platform.
/// - For algebraic numbers of small height and degree, P exceeds the root separation bound; for
///   long towers of radicals, and for exp, ln and trigonometric values, there is no such bound: the
///   rule is a heuristic there (a true decision would need Schanuel's conjecture).
/// - For names: two different elementary functions that are analytic where the points lie agree at
///   random points with probability zero; a polynomial that vanishes at the points must contain
///   them, that is, hundreds of digits. For names that take integers it is a heuristic of 8 or more
///   integers up to 24.
///
/// Where P exceeds {@value #MOST_DIGITS} digits, or the values are out of the range of balls,
/// agreement is never answered.
///
/// Not safe for use by two threads at once. Every operation takes its steps from the check's work.
public final class Enclosures {
  /// What {@link #sign} answers where the sign is not certain.
  public static final int UNSIGNED = Reals.UNSIGNED;

  static final int MOST_DIGITS = 1000;
  private final Work work;
  private final boolean decimalLog;

  /// @param decimalLog whether `log` without a base is the decimal one
  public Enclosures(Work work, boolean decimalLog) {
    this.work = work;
    this.decimalLog = decimalLog;
  }

  /// Symmetric, and the same for the same expressions at any time.
  ///
  /// @throws fapo.verifier.expr.LimitException where the check's work is used up
  public Relation relate(Expr left, Expr right) {
    Reading reading = new Reading(work, decimalLog);
    try {
      Node a = reading.read(left);
      Node b = reading.read(right);
      return new Pair(work, reading, a, b).relate();
    } catch (NoEnclosureException _) {
      return Relation.UNKNOWN;
    }
  }

  /// The value of a real constant, within one unit of its last digit.
  ///
  /// @param digits significant digits, 1 to 1,000
  /// @return null where it is no real constant, or cannot be enclosed so closely
  public @Nullable BigDecimal value(Expr constant, int digits) {
    return new ConstantValue(work, decimalLog).digits(constant, digits);
  }

  /// The sign of a real constant: 1, −1, or 0 where it is exactly zero; else {@link #UNSIGNED}.
  public int sign(Expr constant) {
    return new ConstantValue(work, decimalLog).sign(constant);
  }
}
