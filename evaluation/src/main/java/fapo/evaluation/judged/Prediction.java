package fapo.evaluation.judged;

/// What a critic said of one solution, as far as the figures are concerned.
public sealed interface Prediction {
  /// No step is wrong.
  record Clean() implements Prediction {}

  /// @param step 0-based index of the first wrong step; -1 where the critic names none
  record Flawed(int step) implements Prediction {
    public Flawed {
      if (step < -1) {
        throw new IllegalArgumentException("step: " + step + " (expected: -1 or more)");
      }
    }
  }

  /// It did not judge.
  record Abstained(Why why) implements Prediction {}

  /// Why a critic did not judge.
  enum Why {
    UNREADABLE,
    UNAVAILABLE,
    OUT_OF_SCOPE,
    NOT_ASKED,
    REFUSED
  }
}
