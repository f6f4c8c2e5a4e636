package fapo.evaluation.figure;

import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Prediction;
import fapo.evaluation.stat.Interval;
import fapo.evaluation.stat.Resampling;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Every figure of one set of solutions. The order of the rows plays no part.
public record Figures(
    Tally tally,
    Map<Measure, Estimate> estimates,
    Map<Prediction.Why, Long> abstentions,
    Distance distance,
    Calibration calibration,
    Cuts cuts,
    VoteCurve votes,
    Cost cost) {
  public Figures {
    estimates = Collections.unmodifiableMap(estimates);
    abstentions = Collections.unmodifiableMap(abstentions);
  }

  /// The same rows, cut.
  public record Cuts(Breakdown byLength, Breakdown byPosition, Breakdown byKind) {}

  public static Figures of(List<Judged> judged, Resampling resampling) {
    Tally tally = new Tally();
    Map<Prediction.Why, Long> abstentions = new EnumMap<>(Prediction.Why.class);
    for (Judged one : judged) {
      tally.add(one.truth(), one.opinion().prediction());
      if (one.opinion().prediction() instanceof Prediction.Abstained(var why)) {
        abstentions.merge(why, 1L, Long::sum);
      }
    }
    return new Figures(
        tally,
        estimates(tally, resampling),
        abstentions,
        Distance.of(judged),
        Calibration.of(judged),
        new Cuts(
            Breakdown.byLength(judged), Breakdown.byPosition(judged), Breakdown.byKind(judged)),
        VoteCurve.of(judged),
        Cost.of(judged));
  }

  public Estimate estimate(Measure measure) {
    return java.util.Objects.requireNonNull(estimates.get(measure));
  }

  public long abstentions(Prediction.Why why) {
    return abstentions.getOrDefault(why, 0L);
  }

  private static Map<Measure, Estimate> estimates(Tally tally, Resampling resampling) {
    List<Measure> measures = Arrays.asList(Measure.values());
    List<ToDoubleFunction<long[]>> statistics =
        measures.stream().<ToDoubleFunction<long[]>>map(measure -> measure::over).toList();
    List<Optional<Interval>> intervals =
        tally.rows() == 0
            ? Collections.nCopies(measures.size(), Optional.empty())
            : resampling.intervals(tally.cells(), statistics);
    Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
    for (int i = 0; i < measures.size(); i++) {
      Measure measure = measures.get(i);
      Optional<Double> value = measure.of(tally);
      estimates.put(
          measure,
          new Estimate(
              value,
              value.isEmpty() ? Optional.empty() : intervals.get(i),
              measure.share(tally).flatMap(fapo.evaluation.stat.Proportion::wilson)));
    }
    return estimates;
  }
}
