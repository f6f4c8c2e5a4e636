package fapo.evaluation.figure;

import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Opinion.Spent;
import fapo.evaluation.stat.Quantiles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// What a critique cost, over the solutions for which the critic says so. Several samples of one
/// solution count as one critique.
///
/// @param promptTokens read
/// @param completionTokens written
/// @param seconds wall time at the critic; critiques side by side share the machine
public record Cost(
    Optional<Spread> promptTokens, Optional<Spread> completionTokens, Optional<Spread> seconds) {

  /// @param p95 quantile by linear interpolation
  public record Spread(long rows, double total, double mean, double median, double p95) {
    static Optional<Spread> of(DoubleStream values) {
      double[] sorted = values.sorted().toArray();
      if (sorted.length == 0) {
        return Optional.empty();
      }
      double total = 0;
      for (double value : sorted) {
        total += value;
      }
      return Optional.of(
          new Spread(
              sorted.length,
              total,
              total / sorted.length,
              Quantiles.of(sorted, 0.5),
              Quantiles.of(sorted, 0.95)));
    }
  }

  static Cost of(List<Judged> judged) {
    return new Cost(
        tokens(judged, Spent::promptTokens),
        tokens(judged, Spent::completionTokens),
        Spread.of(
            judged.stream()
                .map(one -> one.opinion().spent().seconds())
                .filter(java.util.OptionalDouble::isPresent)
                .mapToDouble(java.util.OptionalDouble::getAsDouble)));
  }

  private static Optional<Spread> tokens(List<Judged> judged, Function<Spent, OptionalLong> count) {
    return Spread.of(
        judged.stream()
            .map(one -> count.apply(one.opinion().spent()))
            .filter(OptionalLong::isPresent)
            .mapToDouble(OptionalLong::getAsLong));
  }
}
