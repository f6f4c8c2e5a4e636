package fapo.evaluation.judged;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A critic's answer about one solution.
///
/// @param score how sure it is that a step is wrong, where it says so
/// @param votes one a sample, in the order they were drawn; empty where the critic draws none
public record Opinion(
    Prediction prediction, Optional<Score> score, List<Prediction> votes, Spent spent) {
  public Opinion {
    votes = List.copyOf(votes);
  }

  /// A soft flaw score.
  ///
  /// @param value in [0, 1]: 1 is surely flawed
  /// @param given whether the critic gave the score itself, rather than a confidence in its verdict
  public record Score(double value, boolean given) {
    public Score {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("score: " + value + " (expected: 0 to 1)");
      }
    }
  }

  /// What the critique cost.
  ///
  /// @param promptTokens absent where the critic reads none
  /// @param completionTokens of all samples; absent where the critic writes none
  /// @param seconds wall time at the critic
  public record Spent(
      OptionalLong promptTokens, OptionalLong completionTokens, OptionalDouble seconds) {
    public static final Spent UNKNOWN =
        new Spent(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty());
  }

  public static Opinion of(Prediction prediction) {
    return new Opinion(prediction, Optional.empty(), List.of(), Spent.UNKNOWN);
  }

  /// The score where it is given, else the one that a confidence in the verdict implies.
  ///
  /// @param confidence in [0, 1], in the prediction being right
  public static Optional<Score> score(
      Prediction prediction, OptionalDouble given, OptionalDouble confidence) {
    if (given.isPresent()) {
      return Optional.of(new Score(given.getAsDouble(), true));
    }
    if (confidence.isEmpty()) {
      return Optional.empty();
    }
    return switch (prediction) {
      case Prediction.Flawed _ -> Optional.of(new Score(confidence.getAsDouble(), false));
      case Prediction.Clean() -> Optional.of(new Score(1 - confidence.getAsDouble(), false));
      case Prediction.Abstained _ -> Optional.empty();
    };
  }
}
