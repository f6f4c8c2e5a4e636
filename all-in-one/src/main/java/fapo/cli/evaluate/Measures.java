package fapo.cli.evaluate;

import fapo.cli.evaluate.Confusion.Said;
import fapo.cli.evaluate.Confusion.Truth;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Counts of a critic's predictions against labels, and the measures they give.
///
/// * `precision`, `recall`, `f1` of **flawed positives**: over the solutions with a right final
///   answer, flagged against labelled flawed, wherever the step (FAPO's FlawedPositiveBench);
/// * `processbench_f1`: harmonic mean of the share of flawed solutions whose first wrong step is
///   named exactly and the share of clean ones called clean (ProcessBench `run_eval.py`);
/// * `exact_location_accuracy`: the first of these shares alone;
/// * `false_flag_rate`: flagged among clean solutions with a right final answer;
/// * `coverage`: the share of solutions that were judged at all.
///
/// An abstention is a miss: it names no step and calls nothing clean. A measure over no solution
/// has no value. **Deviation from FlawedPositiveBench:** there an unreadable critique counts as a
/// flag.
final class Measures {
  private final Confusion all = new Confusion();
  private final Confusion rightAnswer = new Confusion();
  private final Map<Prediction.Abstained.Why, Long> abstentions =
      new EnumMap<>(Prediction.Abstained.Why.class);

  /// @param label 0-based index of the first wrong step, -1 for none
  /// @param answerRight whether the final answer is right, where known
  void add(int label, Optional<Boolean> answerRight, Prediction prediction) {
    Truth truth = label < 0 ? Truth.CLEAN : Truth.FLAWED;
    Said said =
        switch (prediction) {
          case Prediction.Clean() -> Said.CLEAN;
          case Prediction.Flawed(int step) ->
              label >= 0 && step == label ? Said.FLAGGED_EXACT : Said.FLAGGED_ELSEWHERE;
          case Prediction.Abstained(var why) -> {
            abstentions.merge(why, 1L, Long::sum);
            yield Said.ABSTAINED;
          }
        };
    all.add(truth, said, 1);
    if (answerRight.orElse(false)) {
      rightAnswer.add(truth, said, 1);
    }
  }

  void add(Measures more) {
    all.add(more.all);
    rightAnswer.add(more.rightAnswer);
    more.abstentions.forEach((why, count) -> abstentions.merge(why, count, Long::sum));
  }

  /// True positives over everything flagged, among right answers.
  Optional<Double> precision() {
    long found = rightAnswer.flagged(Truth.FLAWED);
    return share(found, found + rightAnswer.flagged(Truth.CLEAN));
  }

  /// True positives over everything flawed, among right answers.
  Optional<Double> recall() {
    return share(rightAnswer.flagged(Truth.FLAWED), rightAnswer.total(Truth.FLAWED));
  }

  Optional<Double> f1() {
    return harmonic(precision(), recall());
  }

  Optional<Double> processbenchF1() {
    return harmonic(
        exactLocationAccuracy(), share(all.at(Truth.CLEAN, Said.CLEAN), all.total(Truth.CLEAN)));
  }

  Optional<Double> exactLocationAccuracy() {
    return share(all.at(Truth.FLAWED, Said.FLAGGED_EXACT), all.total(Truth.FLAWED));
  }

  Optional<Double> falseFlagRate() {
    return share(rightAnswer.flagged(Truth.CLEAN), rightAnswer.total(Truth.CLEAN));
  }

  Optional<Double> coverage() {
    return share(rows() - all.abstained(), rows());
  }

  long rows() {
    return all.total(Truth.FLAWED) + all.total(Truth.CLEAN);
  }

  Confusion all() {
    return all;
  }

  /// Of the solutions with a right final answer.
  Confusion rightAnswer() {
    return rightAnswer;
  }

  long abstentions(Prediction.Abstained.Why why) {
    return abstentions.getOrDefault(why, 0L);
  }

  private static Optional<Double> share(long part, long whole) {
    return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
  }

  /// `2ab / (a + b)`; 0 where both are 0.
  private static Optional<Double> harmonic(Optional<Double> a, Optional<Double> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    double sum = a.get() + b.get();
    return Optional.of(sum == 0 ? 0 : 2 * a.get() * b.get() / sum);
  }
}
