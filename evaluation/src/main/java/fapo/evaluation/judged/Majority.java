package fapo.evaluation.judged;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What several samples say together, by the platform's rule: the flag is the majority, the step
/// the most frequent index, ties to the earliest.
///
/// More than half of all samples decide, whatever the others say. Without one, a sample that could
/// not be had leaves the vote open; else those that could be read decide among themselves, and as
/// many flags as not decide nothing.
public final class Majority {
  private Majority() {}

  /// @param votes at least one
  public static Prediction of(List<Prediction> votes) {
    int clean = 0;
    int flawed = 0;
    Prediction.Why missing = Prediction.Why.UNREADABLE;
    SortedMap<Integer, Integer> steps = new TreeMap<>();
    for (Prediction vote : votes) {
      switch (vote) {
        case Prediction.Clean() -> clean++;
        case Prediction.Flawed(int step) -> {
          flawed++;
          if (step >= 0) {
            steps.merge(step, 1, Integer::sum);
          }
        }
        case Prediction.Abstained(var why) ->
            missing = missing == Prediction.Why.UNREADABLE ? why : missing;
      }
    }
    int half = votes.size() / 2;
    boolean decided = Math.max(flawed, clean) > half || missing == Prediction.Why.UNREADABLE;
    if (!decided || flawed + clean == 0) {
      return new Prediction.Abstained(missing);
    }
    if (flawed == clean) {
      return new Prediction.Abstained(Prediction.Why.UNREADABLE);
    }
    return flawed > clean ? new Prediction.Flawed(place(steps)) : new Prediction.Clean();
  }

  private static int place(SortedMap<Integer, Integer> steps) {
    int best = -1;
    int most = 0;
    for (Map.Entry<Integer, Integer> step : steps.entrySet()) {
      if (step.getValue() > most) {
        best = step.getKey();
        most = step.getValue();
      }
    }
    return best;
  }
}
