package fapo.cli.evaluate;

import fapo.genrm.v1.Verdict;

/// What a critic said of one solution, as far as its measures are concerned.
sealed interface Prediction {
  /// No step is wrong.
  record Clean() implements Prediction {}

  /// @param step 0-based index of the first wrong step; -1 where the critic names none
  record Flawed(int step) implements Prediction {}

  /// It did not judge.
  record Abstained(Why why) implements Prediction {
    /// Why it did not.
    enum Why {
      UNREADABLE,
      UNAVAILABLE,
      OUT_OF_SCOPE,
      NOT_ASKED,
      REFUSED
    }
  }

  static Prediction of(Verdict verdict) {
    return switch (verdict.getOutcomeCase()) {
      case SOUND -> new Clean();
      case FLAWED_AT ->
          new Flawed(verdict.getFlawedAt().hasStep() ? verdict.getFlawedAt().getStep() : -1);
      case UNREADABLE -> new Abstained(Abstained.Why.UNREADABLE);
      case UNAVAILABLE -> new Abstained(Abstained.Why.UNAVAILABLE);
      case OUT_OF_SCOPE -> new Abstained(Abstained.Why.OUT_OF_SCOPE);
      case NOT_ASKED, OUTCOME_NOT_SET -> new Abstained(Abstained.Why.NOT_ASKED);
    };
  }
}
