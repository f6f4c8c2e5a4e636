package fapo.verifier.enclosure;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.NoEnclosureException.Why;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.tree.Node;
import fapo.verifier.enclosure.value.Arithmetic;
import fapo.verifier.enclosure.value.Value;
import fapo.verifier.enclosure.value.Value.Real;
import fapo.verifier.enclosure.value.Value.Scaled;
import fapo.verifier.expr.Work;

/// Compares two nodes at one point and one precision.
///
/// @param <R> a real ball
final class Comparison<R> {
  /// What the balls of both values say.
  enum Outcome {
    APART,
    /// Their difference is as small as asked.
    AGREE,
    /// The precision does not suffice; `missing` says by how many bits.
    OPEN,
    /// One of them has no value here.
    ILLEGAL,
    /// No precision will do.
    UNSUPPORTED
  }

  /// Digits of agreement for each decimal order of magnitude.
  static final int PER_MAGNITUDE = 4;

  private static final double LOG2_10 = 3.3219281;

  private final Reals<R> reals;
  private final Evaluation<R> evaluation;
  private double missing;

  Comparison(Reals<R> reals, Work work, int slots, boolean variables) {
    this.reals = reals;
    this.evaluation = new Evaluation<>(reals, work, slots, variables);
  }

  Evaluation<R> evaluation() {
    return evaluation;
  }

  /// Bits by which the last {@link Outcome#OPEN} missed; 0 where it is not known.
  double missing() {
    return missing;
  }

  /// The largest |log10| of a value met at the last point.
  double largest() {
    return evaluation.arithmetic().largest() / LOG2_10;
  }

  /// @param agreement decimal digits asked for, without those for magnitudes; negative to look for
  ///     a difference only
  /// @param magnitude the largest |log10| of a constant written
  Outcome compare(Node left, Node right, double agreement, double magnitude) {
    missing = 0;
    try {
      Value<R> a = evaluation.of(left);
      Value<R> b = evaluation.of(right);
      if (a instanceof Scaled<R> || b instanceof Scaled<R>) {
        return evaluation.arithmetic().apart(a, b) ? Outcome.APART : Outcome.OPEN;
      }
      double digits =
          agreement < 0 ? agreement : agreement + PER_MAGNITUDE * Math.max(magnitude, largest());
      return balls(a, b, digits);
    } catch (NoEnclosureException none) {
      return outcome(none.why());
    }
  }

  static Outcome outcome(Why why) {
    return switch (why) {
      case ILLEGAL -> Outcome.ILLEGAL;
      case BLURRED -> Outcome.OPEN;
      case UNSUPPORTED -> Outcome.UNSUPPORTED;
    };
  }

  private Outcome balls(Value<R> a, Value<R> b, double digits) {
    Arithmetic<R> arithmetic = evaluation.arithmetic();
    R real = reals.plus(arithmetic.real(a), reals.negate(arithmetic.real(b)));
    if (Math.abs(reals.sign(real)) == 1) {
      return Outcome.APART;
    }
    double size = reals.log2(real);
    if (!(a instanceof Real<R> && b instanceof Real<R>)) {
      R imaginary = reals.plus(arithmetic.imaginary(a), reals.negate(arithmetic.imaginary(b)));
      if (Math.abs(reals.sign(imaginary)) == 1) {
        return Outcome.APART;
      }
      size = Math.max(size, reals.log2(imaginary));
    }
    if (digits < 0) {
      return Outcome.OPEN;
    }
    double wanted = Math.min(0, Math.max(magnitude(a), magnitude(b))) - digits * LOG2_10;
    missing = size - wanted;
    return missing <= 0 && digits <= Enclosures.MOST_DIGITS ? Outcome.AGREE : Outcome.OPEN;
  }

  // The base-2 logarithm from below; 0 where the value may be zero.
  private double magnitude(Value<R> value) {
    Arithmetic<R> arithmetic = evaluation.arithmetic();
    R real = arithmetic.real(value);
    R imaginary = arithmetic.imaginary(value);
    boolean known = Math.abs(reals.sign(real)) == 1 || Math.abs(reals.sign(imaginary)) == 1;
    return known ? Math.max(reals.log2(real), reals.log2(imaginary)) - 3 : 0;
  }
}
