package fapo.verifier.enclosure.series;

import fapo.verifier.enclosure.ball.NoEnclosureException;
import fapo.verifier.enclosure.ball.Reals;
import fapo.verifier.expr.Work;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Points and weights of Gauss–Legendre quadrature on [−1, 1], enclosed.
///
/// Computed in integers of units 2^−bits. The recurrence with local errors of up to 3 units errs by
/// at most `3·(n + 1)(n + 2)/4` units for |x| ≤ 1 (Johansson and Mezzarobba, *Fast and rigorous
/// arbitrary-precision computation of Gauss–Legendre quadrature nodes and weights*, 2018, section
/// 3). A root is within n·|P(x)/P′(x)| of any x, since P′/P is the sum of n terms 1/(x − root); n
/// balls that do not meet hold one root each. With D = (1 − x²)P′ the weight is 2(1 − x²)/D², and D
/// changes by at most n(n + 1) times what x does.
final class Legendre<R> {
  /// A point, not negative, and its weight.
  record Point<R>(R x, R weight) {}

  private record Values(BigInteger last, BigInteger before) {}

  private static final int GUARD_BITS = 24;
  private static final int DOUBLE_BITS = 44;

  private final Reals<R> reals;
  private final Work work;
  private final int n;
  private final int bits;
  private final double slip;

  Legendre(Reals<R> reals, Work work, int n) {
    this.reals = reals;
    this.work = work;
    this.n = n;
    this.bits = reals.precision() + GUARD_BITS;
    this.slip = 0.75 * (n + 1) * (n + 2) + 4;
  }

  /// The points from the largest down to 0; the negative ones mirror them.
  List<Point<R>> points() {
    List<Point<R>> points = new ArrayList<>();
    for (int i = 0; i < (n + 1) / 2; i++) {
      points.add(point(2 * i + 1 == n ? BigInteger.ZERO : root(start(i))));
    }
    for (int i = 1; i < points.size(); i++) {
      R gap = reals.plus(points.get(i - 1).x(), reals.negate(points.get(i).x()));
      if (reals.sign(gap) != 1) {
        throw NoEnclosureException.BLURRED;
      }
    }
    return points;
  }

  private Point<R> point(BigInteger x) {
    Values at = values(x, bits);
    BigInteger slope = slope(x, at, bits);
    BigInteger rest = rest(x, bits);
    double margin = slope.abs().doubleValue() - 2 * n * slip - 2;
    if (!(margin > 0) || bits > 1000) {
      throw NoEnclosureException.BLURRED;
    }
    double away = (at.last().abs().doubleValue() + slip) / margin;
    double reach = x.signum() == 0 ? 0 : n * away * (rest.doubleValue() + 2) * (1 + 0x1p-40) + 1;
    R one = reals.of(1);
    R root = x.signum() == 0 ? reals.of(0) : reals.fixed(x, bits, reach);
    R d = reals.fixed(slope, bits, 2 * n * slip + 2 + n * (n + 1.0) * reach);
    R above = reals.plus(one, reals.negate(reals.times(root, root)));
    R weight = reals.over(reals.times(reals.of(2), above), reals.times(d, d));
    return new Point<>(root, weight);
  }

  // Newton's rule, in twice as many bits each time.
  private BigInteger root(double start) {
    int width = DOUBLE_BITS * 2;
    BigInteger x = BigInteger.valueOf((long) Math.scalb(start, 52)).shiftLeft(width - 52);
    while (true) {
      Values at = values(x, width);
      BigInteger slope = slope(x, at, width);
      if (slope.signum() == 0) {
        throw NoEnclosureException.BLURRED;
      }
      x = x.subtract(at.last().multiply(rest(x, width)).divide(slope));
      if (width >= bits) {
        return x.shiftRight(width - bits);
      }
      int next = Math.min(2 * width - 16, bits);
      x = x.shiftLeft(next - width);
      width = next;
    }
  }

  // In doubles, by Newton's rule from the usual cosine.
  private double start(int i) {
    double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
    for (int round = 0; round < 4; round++) {
      double before = 1;
      double value = x;
      for (int k = 2; k <= n; k++) {
        double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
        before = value;
        value = next;
      }
      x -= value * (1 - x * x) / (n * (before - x * value));
    }
    return x;
  }

  // P_n and P_{n−1}: k P_k = (2k − 1) x P_{k−1} − (k − 1) P_{k−2}
  private Values values(BigInteger x, int width) {
    work.step((long) Math.ceil(n * (1 + width / 128.0)));
    BigInteger before = BigInteger.ONE.shiftLeft(width);
    BigInteger value = x;
    for (int k = 2; k <= n; k++) {
      BigInteger first =
          x.multiply(value).shiftRight(width).multiply(BigInteger.valueOf(2L * k - 1));
      BigInteger next =
          first.subtract(before.multiply(BigInteger.valueOf(k - 1L))).divide(BigInteger.valueOf(k));
      before = value;
      value = next;
    }
    return new Values(value, before);
  }

  // D = n (P_{n−1} − x P_n)
  private BigInteger slope(BigInteger x, Values at, int width) {
    return at.before()
        .subtract(x.multiply(at.last()).shiftRight(width))
        .multiply(BigInteger.valueOf(n));
  }

  private static BigInteger rest(BigInteger x, int width) {
    return BigInteger.ONE.shiftLeft(width).subtract(x.multiply(x).shiftRight(width));
  }
}
