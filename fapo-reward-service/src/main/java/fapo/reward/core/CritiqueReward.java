package fapo.reward.core;

import java.util.OptionalInt;

/// What a critique is worth to the critic that wrote it: `R = R_outcome + R_process` (FAPO, eq. 7).
///
/// | label t* | prediction t̂ | outcome | process |
/// |---|---|---|---|
/// | any | unreadable, or outside [−1, n) | −1 | 0 |
/// | −1 | −1 | 1 | 0 |
/// | −1 | ≥ 0 | −1 | 0 |
/// | ≥ 0 | −1 | −1 | 0 |
/// | ≥ 0 | ≥ 0 | 1 | −\|t̂ − t*\| / n |
///
/// Source: recipe `fapo/reward_fn_genrm.py`; the paper writes t* = +∞ where the data has −1.
///
/// @param reward the sum of the two, in [−1, 1]
/// @param prediction the index read, 0-based, −1 for no flaw; absent where unreadable or out of
///     range
public record CritiqueReward(
    double reward, double outcome, double process, OptionalInt prediction) {
  private static final int NO_FLAW = -1;

  /// Of a critique as it was generated; {@link CritiqueReading} says how it is read.
  ///
  /// @param label t*: 0-based first wrong step, −1 for none, in [−1, stepCount)
  /// @param stepCount n > 0
  public static CritiqueReward of(String completion, int label, int stepCount) {
    return of(CritiqueReading.index(completion), label, stepCount);
  }

  /// Of an index that was read already.
  ///
  /// @param predicted any integer; empty: unreadable
  /// @param label t*: 0-based first wrong step, −1 for none, in [−1, stepCount)
  /// @param stepCount n > 0
  /// @throws RewardRefusedException INVALID: `label` or `step_count`
  public static CritiqueReward of(OptionalInt predicted, int label, int stepCount) {
    if (stepCount <= 0) {
      throw RewardRefusedException.invalid("step_count", stepCount, "> 0");
    }
    if (!inRange(label, stepCount)) {
      throw RewardRefusedException.invalid("label", label, "in [-1, " + stepCount + ")");
    }
    if (predicted.isEmpty() || !inRange(predicted.getAsInt(), stepCount)) {
      return new CritiqueReward(-1, -1, 0, OptionalInt.empty());
    }
    int index = predicted.getAsInt();
    if (label == NO_FLAW || index == NO_FLAW) {
      double outcome = label == index ? 1 : -1;
      return new CritiqueReward(outcome, outcome, 0, predicted);
    }
    double process = 0 - (double) Math.abs(index - label) / stepCount;
    return new CritiqueReward(1 + process, 1, process, predicted);
  }

  private static boolean inRange(int index, int stepCount) {
    return index >= NO_FLAW && index < stepCount;
  }
}
