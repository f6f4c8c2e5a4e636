package fapo.evaluation.figure;

import fapo.evaluation.stat.Proportion;
import java.util.Optional;
import java.util.function.Function;

/// The shares of a run, and the harmonic means of two of them. Each is in [0, 1], and has no value
/// over no row.
///
/// Sources: ProcessBench (arXiv 2412.06559) and its `run_eval.py`; FlawedPositiveBench of FAPO
/// (arXiv
/// 2510.22543) and its `evaluate_genrm.py`.
@SuppressWarnings("ImmutableEnumChecker") // method references of this package, which hold nothing
public enum Measure {
  /// Flagged positives that are flawed, over all flagged positives.
  PRECISION(Tally::precision),
  /// Flagged flawed positives, over all flawed positives.
  RECALL(Tally::recall),
  /// Harmonic mean of the two.
  F1(Tally::precision, Tally::recall),
  /// Harmonic mean of `EXACT_LOCATION_ACCURACY` and `CLEAN_ACCURACY`.
  PROCESSBENCH_F1(Tally::exactLocation, Tally::cleanAccuracy),
  EXACT_LOCATION_ACCURACY(Tally::exactLocation),
  CLEAN_ACCURACY(Tally::cleanAccuracy),
  DETECTION_ACCURACY(Tally::detectionAccuracy),
  FALSE_FLAG_RATE(Tally::falseFlags),
  COVERAGE(Tally::coverage),
  PUBLISHED_PRECISION(Tally::publishedPrecision),
  PUBLISHED_RECALL(Tally::publishedRecall),
  PUBLISHED_F1(Tally::publishedPrecision, Tally::publishedRecall),
  PUBLISHED_ACCURACY(Tally::publishedAccuracy);

  private final Function<Tally, Proportion> first;
  private final Optional<Function<Tally, Proportion>> second;

  Measure(Function<Tally, Proportion> share) {
    this.first = share;
    this.second = Optional.empty();
  }

  Measure(Function<Tally, Proportion> first, Function<Tally, Proportion> second) {
    this.first = first;
    this.second = Optional.of(second);
  }

  /// `2ab / (a + b)` of two shares; 0 where both are 0.
  public Optional<Double> of(Tally tally) {
    Optional<Double> a = first.apply(tally).value();
    if (second.isEmpty()) {
      return a;
    }
    Optional<Double> b = second.get().apply(tally).value();
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    double sum = a.get() + b.get();
    return Optional.of(sum == 0 ? 0 : 2 * a.get() * b.get() / sum);
  }

  /// The counts of a measure that is one share; nothing of a harmonic mean.
  public Optional<Proportion> share(Tally tally) {
    return second.isEmpty() ? Optional.of(first.apply(tally)) : Optional.empty();
  }

  /// Of a replicate; NaN where it has no value.
  public double over(long[] cells) {
    return of(Tally.over(cells)).orElse(Double.NaN);
  }
}
