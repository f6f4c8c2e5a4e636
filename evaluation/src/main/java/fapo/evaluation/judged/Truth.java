package fapo.evaluation.judged;

import java.util.Optional;

/// What is known of a solution before a critic sees it.
///
/// @param label 0-based index of the first wrong step, -1 where none is wrong
/// @param steps how many there are, at least 1 and more than `label`; 0 where unknown
/// @param answerRight whether the final answer is right, where known
/// @param kind of flaw or of task, for the breakdown; empty where the row names none
public record Truth(int label, int steps, Optional<Boolean> answerRight, String kind) {
  public Truth {
    if (label < -1) {
      throw new IllegalArgumentException("label: " + label + " (expected: -1 or more)");
    }
    if (steps != 0 && steps <= label) {
      throw new IllegalArgumentException(
          "label: " + label + " (expected: -1 to " + (steps - 1) + ")");
    }
  }

  public boolean flawed() {
    return label >= 0;
  }

  /// A right answer, as far as anybody knows.
  public boolean rightAnswer() {
    return answerRight.orElse(false);
  }
}
