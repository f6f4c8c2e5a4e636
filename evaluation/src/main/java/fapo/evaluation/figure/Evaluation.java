package fapo.evaluation.figure;

import fapo.evaluation.judged.Judged;
import fapo.evaluation.stat.Interval;
import fapo.evaluation.stat.Resampling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A critic measured on one or several subsets: each by itself, pooled, and ProcessBench's average.
///
/// @param subsets in the order they were named
/// @param averageF1 the unweighted mean of the subsets' `PROCESSBENCH_F1`, each subset resampled by
/// itself; no value where a subset has none
public record Evaluation(Figures pooled, Map<String, Figures> subsets, Estimate averageF1) {
  public Evaluation {
    subsets = Collections.unmodifiableMap(new LinkedHashMap<>(subsets));
  }

  /// @param named subsets that are there even without a row
  public static Evaluation of(
      Collection<String> named, List<Judged> judged, Resampling resampling) {
    Map<String, List<Judged>> rows = new LinkedHashMap<>();
    named.forEach(subset -> rows.put(subset, new ArrayList<>()));
    judged.forEach(one -> rows.computeIfAbsent(one.subset(), _ -> new ArrayList<>()).add(one));
    Map<String, Figures> subsets = new LinkedHashMap<>();
    rows.forEach((subset, members) -> subsets.put(subset, Figures.of(members, resampling)));
    return new Evaluation(
        Figures.of(judged, resampling), subsets, average(subsets.values(), resampling));
  }

  private static Estimate average(Collection<Figures> subsets, Resampling resampling) {
    List<long[]> tables =
        subsets.stream()
            .map(figures -> figures.tally().cells())
            // as sums differ in their last bit by order, and the order of subsets means nothing
            .sorted(java.util.Arrays::compare)
            .toList();
    double value = mean(tables);
    if (Double.isNaN(value)) {
      return new Estimate(Optional.empty(), Optional.empty(), Optional.empty());
    }
    Optional<Interval> interval = resampling.interval(tables, Evaluation::mean);
    return new Estimate(Optional.of(value), interval, Optional.empty());
  }

  private static double mean(List<long[]> tables) {
    return tables.stream()
            .mapToDouble(Measure.PROCESSBENCH_F1::over)
            .reduce(Double::sum)
            .orElse(Double.NaN)
        / tables.size();
  }
}
