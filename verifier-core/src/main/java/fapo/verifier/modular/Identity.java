package fapo.verifier.modular;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Work;

/// Decides whether two scalars are identical, by their images at a few points of finite fields.
///
/// Taking images preserves every law of arithmetic, of roots, powers, exponentials and angles; so
/// identical expressions have equal images, and others have different ones but for a chance of
/// about `d / 2^60` at each point, `d` the degree. Different images prove a difference unless
/// something in them was random.
public final class Identity {
  private static final int ENOUGH = 2;
  private static final int ENOUGH_SIGNED = 12;
  private static final int MOST_POINTS = 64;
  private static final int MOST_UNDEFINED = 3;

  private final Evaluation evaluation;

  /// @param decimalLog whether `log` without a base is the decimal logarithm; else the natural one
  public Identity(Work work, boolean decimalLog) {
    this.evaluation = new Evaluation(work, decimalLog);
  }

  /// What the images say.
  public enum Outcome {
    /// Identical wherever both are defined.
    EQUAL,
    /// Identical if the signs of the sums under roots are as they were taken: to be checked by
    /// numbers.
    LIKELY,
    /// Proven different.
    APART,
    /// Nothing is known.
    OPEN
  }

  public Outcome compare(Expr a, Expr b) {
    int agreed = 0;
    int needed = ENOUGH;
    int met = 0;
    int undefined = 0;
    for (int number = 0; number < MOST_POINTS; number++) {
      evaluation.move(number);
      evaluation.image(a, 0);
      long re = evaluation.v.re;
      long im = evaluation.v.im;
      evaluation.image(b, 0);
      undefined += evaluation.dividedByZero() ? 1 : 0;
      if (evaluation.hasNoImage() || undefined > MOST_UNDEFINED) {
        return Outcome.OPEN;
      }
      if (evaluation.stopped()) {
        continue;
      }
      met |= evaluation.marks;
      if (re != evaluation.v.re || im != evaluation.v.im) {
        return proven(evaluation.marks) ? Outcome.APART : Outcome.OPEN;
      }
      needed = (met & Evaluation.SIGNED) != 0 ? ENOUGH_SIGNED : ENOUGH;
      if (++agreed >= needed) {
        return (met & Evaluation.AMBIGUOUS) != 0 ? Outcome.LIKELY : Outcome.EQUAL;
      }
    }
    return Outcome.OPEN;
  }

  // π and e may be related for all that is known.
  private static boolean proven(int marks) {
    boolean both = (marks & Evaluation.PI) != 0 && (marks & Evaluation.EULER) != 0;
    return !both && (marks & (Evaluation.WEAK | Evaluation.AMBIGUOUS)) == 0;
  }
}
