package fapo.evaluation.figure;

import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Prediction;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far the named step is from the first wrong one, over flawed solutions where a step was
/// named.
///
/// @param rows by `named − labelled`: negative where the critic named an earlier step
public record Distance(SortedMap<Integer, Long> rows) {
  public Distance {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  static Distance of(List<Judged> judged) {
    SortedMap<Integer, Long> rows = new TreeMap<>();
    for (Judged one : judged) {
      if (one.truth().flawed()
          && one.opinion().prediction() instanceof Prediction.Flawed(int step)
          && step >= 0) {
        rows.merge(step - one.truth().label(), 1L, Long::sum);
      }
    }
    return new Distance(rows);
  }

  public long total() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Rows whose named step is this far off, either way.
  public SortedMap<Integer, Long> absolute() {
    SortedMap<Integer, Long> absolute = new TreeMap<>();
    rows.forEach((distance, count) -> absolute.merge(Math.abs(distance), count, Long::sum));
    return absolute;
  }

  /// Mean of `|named − labelled|`, steps.
  public Optional<Double> mean() {
    double sum = 0;
    for (Map.Entry<Integer, Long> entry : absolute().entrySet()) {
      sum += (double) entry.getKey() * entry.getValue();
    }
    return total() == 0 ? Optional.empty() : Optional.of(sum / total());
  }

  /// Rows where an earlier step than the labelled one was named.
  public long early() {
    return rows.headMap(0).values().stream().mapToLong(Long::longValue).sum();
  }

  /// Rows where a later step was named.
  public long late() {
    return rows.tailMap(1).values().stream().mapToLong(Long::longValue).sum();
  }
}
