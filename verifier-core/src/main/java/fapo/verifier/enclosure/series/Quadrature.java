package fapo.verifier.enclosure.series;

import fapo.verifier.enclosure.ball.DoubleBall;
import fapo.verifier.enclosure.ball.DoubleBalls;
import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.NoEnclosureException.Why;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.enclosure.value.Value;
import java.math.BigInteger;

/// Definite integrals of analytic functions over finite intervals, with a proven remainder.
///
/// Gauss–Legendre quadrature of n points on [−1, 1] errs by at most
/// `64/15 · M · ρ^(2 − 2n) / (1 − ρ⁻²)`, where |f| ≤ M on the ellipse with foci ±1 whose half-axes
/// sum to ρ, and f is analytic inside (Trefethen, *Is Gauss quadrature better than
/// Clenshaw–Curtis?*, theorem 4.5). M is the largest value of |f| over complex boxes that cover the
/// ellipse; a pole or a branch cut in a box has no enclosure, and a smaller ellipse is tried, then
/// halves of the interval.
///
/// @param <R> a real ball
public final class Quadrature<R> {
  private static final double[] ELLIPSES = {40, 16, 8, 5, 3.3, 2.3};
  private static final int MOST_POINTS = 64;
  private static final int DEEPEST = 3;
  private static final int ACROSS = 12;
  private static final int UP = 4;

  /// The integrand at a point.
  @FunctionalInterface
  public interface Integrand<R> {
    Value<R> at(Value<R> x);
  }

  private final Reals<R> reals;
  private final Integrand<R> integrand;
  private final Integrand<DoubleBall> complex;
  private final DoubleBalls doubles;
  private final Rules<R> rules;

  /// @param complex the same integrand over complex boxes
  public Quadrature(
      Reals<R> reals,
      DoubleBalls doubles,
      Rules<R> rules,
      Integrand<R> integrand,
      Integrand<DoubleBall> complex) {
    this.reals = reals;
    this.doubles = doubles;
    this.rules = rules;
    this.integrand = integrand;
    this.complex = complex;
  }

  /// @throws NoEnclosureException unsupported where no ellipse around the interval, nor around
  ///     parts of it, is free of singularities
  public R over(R lower, R upper) {
    if (reals.sign(reals.plus(upper, reals.negate(lower))) == 0) {
      return reals.of(0);
    }
    return over(lower, upper, 0);
  }

  private R over(R lower, R upper, int depth) {
    R half = reals.over(reals.of(1), reals.of(2));
    R center = reals.times(reals.plus(lower, upper), half);
    R radius = reals.times(reals.plus(upper, reals.negate(lower)), half);
    double scale = reals.log2(radius);
    double middle = reals.coarse(center).middle();
    double spread = Math.abs(reals.coarse(radius).middle());
    int best = MOST_POINTS + 1;
    double error = 0;
    for (double ellipse : ELLIPSES) {
      double largest = largest(middle, spread, ellipse);
      if (largest == Double.POSITIVE_INFINITY) {
        continue;
      }
      double perPoint = 2 * Math.log(ellipse) / Math.log(2);
      int points = (int) Math.ceil((reals.precision() - 16 + largest + 4) / perPoint) + 2;
      if (points < best) {
        best = Math.max(points, 3);
        error = largest + 4 - (best - 1) * perPoint;
      }
    }
    if (best <= MOST_POINTS) {
      R sum = reals.times(radius, sum(center, radius, best));
      int reach = (int) Math.ceil(Math.max(error + scale, -4 * reals.precision()));
      return reals.plus(sum, reals.fixed(BigInteger.ZERO, -reach, 1));
    }
    if (depth >= DEEPEST) {
      throw NoEnclosureException.UNSUPPORTED;
    }
    return reals.plus(over(lower, center, depth + 1), over(center, upper, depth + 1));
  }

  private R sum(R center, R radius, int n) {
    R sum = reals.of(0);
    for (Legendre.Point<R> point : rules.points(n)) {
      R shift = reals.times(radius, point.x());
      R value = real(reals.plus(center, shift));
      if (reals.sign(point.x()) != 0) {
        value = reals.plus(value, real(reals.plus(center, reals.negate(shift))));
      }
      sum = reals.plus(sum, reals.times(point.weight(), value));
    }
    return sum;
  }

  private R real(R x) {
    if (integrand.at(new Value.Real<>(x)) instanceof Value.Real<R>(R value)) {
      return value;
    }
    throw NoEnclosureException.UNSUPPORTED;
  }

  // The base-2 logarithm of a bound of |f| over the ellipse; infinite where there is none. The
  // integrand is real on the interval, so the upper half will do.
  private double largest(double center, double radius, double ellipse) {
    double wide = (ellipse + 1 / ellipse) / 2;
    double high = (ellipse - 1 / ellipse) / 2;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < ACROSS; i++) {
      for (int j = 0; j < UP; j++) {
        double left = -1 + 2.0 * i / ACROSS;
        double nearest = left < 0 ? Math.max(0, -left - 2.0 / ACROSS) : left;
        double low = (double) j / UP;
        if (nearest * nearest + low * low <= 1.001) {
          double x = center + (left + 1.0 / ACROSS) * wide * radius;
          double y = (low + 0.5 / UP) * high * radius;
          double size = size(x, wide * radius / ACROSS, y, high * radius * 0.5 / UP);
          if (size == Double.POSITIVE_INFINITY) {
            return size;
          }
          largest = Math.max(largest, size);
        }
      }
    }
    return largest;
  }

  // Boxes are a little wider than the grid, so that rounding leaves no gap.
  private double size(double x, double reach, double y, double height) {
    double slack = 1.001;
    DoubleBall real = new DoubleBall(x, reach * slack + Math.abs(x) * 0x1p-50);
    DoubleBall imaginary = new DoubleBall(y, height * slack + Math.abs(y) * 0x1p-50);
    try {
      Value<DoubleBall> value = complex.at(new Value.Complex<>(real, imaginary));
      return switch (value) {
        case Value.Real<DoubleBall>(DoubleBall ball) -> doubles.log2(ball);
        case Value.Complex<DoubleBall>(DoubleBall a, DoubleBall b) ->
            Math.max(doubles.log2(a), doubles.log2(b)) + 0.5;
        case Value.Scaled<DoubleBall> _ -> Double.POSITIVE_INFINITY;
      };
    } catch (NoEnclosureException none) {
      if (none.why() == Why.UNSUPPORTED) {
        throw none;
      }
      return Double.POSITIVE_INFINITY;
    }
  }
}
