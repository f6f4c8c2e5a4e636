package fapo.verifier.enclosure.ball;

import fapo.verifier.expr.Rational;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Arithmetic of real balls at one precision. Every result contains the true value for every choice
/// of true values within the arguments; a function that has none throws {@link
/// NoEnclosureException}. Each operation takes its steps from the check's work.
///
/// @param <R> a closed interval of real numbers
public interface Reals<R> {
  /// What {@link #sign} answers where the ball holds zero and other numbers.
  int UNSIGNED = 2;

  R of(Rational value);

  R of(long value);

  /// A ball around `value`, plus `tail` units of 2^−120 where this precision can hold them.
  R near(double value, long tail);

  /// The numbers within `error` units of `units`, a unit being 2^−bits.
  R fixed(BigInteger units, int bits, double error);

  R pi();

  R plus(R left, R right);

  R times(R left, R right);

  /// @throws NoEnclosureException illegal where the divisor is exactly zero, blurred where it may
  ///     be
  R over(R left, R right);

  R negate(R of);

  /// @throws NoEnclosureException illegal below zero, blurred where it may be below
  R root(R of);

  /// @throws NoEnclosureException blurred where {@link #log2} of the argument is over 24 or the
  ///     result is out of range
  R exp(R of);

  /// @throws NoEnclosureException illegal at zero and below, blurred where it may be
  R ln(R of);

  R sin(R of);

  R cos(R of);

  R atan(R of);

  /// A ball around both.
  R hull(R left, R right);

  /// 1, −1, 0 where it is exactly zero, else {@link #UNSIGNED}.
  int sign(R of);

  /// About the base-2 logarithm of the largest magnitude in the ball, within 2; −∞ for exact zero.
  double log2(R of);

  /// About the base-2 logarithm of the radius, from above; −∞ where the ball is one number.
  double log2Radius(R of);

  /// The exact integer this ball is, or null.
  @Nullable BigInteger integer(R of);

  /// The floor that all numbers of the ball have in common, or null.
  @Nullable BigInteger floor(R of);

  /// The largest base-2 logarithm of a value that is held as a ball; larger ones are held by their
  /// logarithm.
  double range();

  /// Bits kept of a middle.
  int precision();

  /// The middle alone, an exact number.
  R middle(R of);

  /// The same in doubles, possibly wider.
  ///
  /// @throws NoEnclosureException blurred where it is out of their range
  DoubleBall coarse(R of);
}
