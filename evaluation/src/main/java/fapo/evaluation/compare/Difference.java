package fapo.evaluation.compare;

import fapo.evaluation.figure.Measure;
import fapo.evaluation.stat.Interval;
import fapo.evaluation.stat.Resampling;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The difference of one measure between two critics, by the paired bootstrap: a replicate draws
/// solutions, each with what both said of it.
///
/// @param first absent over no row
/// @param interval of `first − second`
/// @param p two-sided: twice the smaller share of replicates on either side of 0, a replicate at 0
/// counting for both, at most 1 and at least 2 / replicates
public record Difference(
    Optional<Double> first,
    Optional<Double> second,
    Optional<Interval> interval,
    Optional<Double> p) {

  static Difference of(Measure measure, long[] cells, Resampling resampling) {
    Optional<Double> first = value(measure.over(Pairs.first(cells)));
    Optional<Double> second = value(measure.over(Pairs.second(cells)));
    if (first.isEmpty() || second.isEmpty()) {
      return new Difference(first, second, Optional.empty(), Optional.empty());
    }
    ToDoubleFunction<long[]> difference =
        pairs -> measure.over(Pairs.first(pairs)) - measure.over(Pairs.second(pairs));
    double[] replicates = resampling.values(cells, List.of(difference))[0];
    Optional<Interval> interval = resampling.interval(replicates);
    return new Difference(first, second, interval, interval.map(_ -> p(replicates, resampling)));
  }

  /// `first − second`.
  public Optional<Double> value() {
    return first.flatMap(one -> second.map(other -> one - other));
  }

  private static double p(double[] replicates, Resampling resampling) {
    long below = 0;
    long above = 0;
    for (double replicate : replicates) {
      below += replicate <= 0 ? 1 : 0;
      above += replicate >= 0 ? 1 : 0;
    }
    double share = 2.0 * Math.min(below, above) / replicates.length;
    return Math.min(1, Math.max(share, 2.0 / resampling.replicates()));
  }

  private static Optional<Double> value(double measured) {
    return Double.isNaN(measured) ? Optional.empty() : Optional.of(measured);
  }
}
