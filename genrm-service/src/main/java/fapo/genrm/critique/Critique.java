package fapo.genrm.critique;

import java.util.List;
import java.util.Optional;

/// A verdict with everything it rests on.
///
/// @param text the critique; empty where nothing was written
public record Critique(Verdict verdict, String text, Basis basis) {
  /// What a verdict rests on.
  public sealed interface Basis {}

  /// Generated samples.
  ///
  /// @param agreeing in [0, 1]: the share of samples that agree with the verdict
  /// @param odds empty where the critic does not see the model's probabilities, or no sample can be
  ///     read
  public record Samples(List<Vote> votes, double agreeing, Optional<Odds> odds, Usage usage)
      implements Basis {
    public Samples {
      votes = List.copyOf(votes);
    }

    /// In [0, 1]: of one sample how sure the model was of its index, where that is known; else the
    /// share that agrees.
    public double confidence() {
      return votes.size() == 1 ? odds.map(Odds::index).orElse(agreeing) : agreeing;
    }
  }

  /// What the model itself gave for its verdicts, before temperature, as means over the samples
  /// that can be read.
  ///
  /// @param index in [0, 1]: the probability of the index that was written
  /// @param flaw in [0, 1]: the probability of any index of a step, so that some step is wrong
  public record Odds(double index, double flaw) {
    public Odds {
      requireUnit("index", index);
      requireUnit("flaw", flaw);
    }

    /// Empty of none.
    public static Optional<Odds> mean(List<Odds> odds) {
      return odds.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Odds(
                  odds.stream().mapToDouble(Odds::index).sum() / odds.size(),
                  odds.stream().mapToDouble(Odds::flaw).sum() / odds.size()));
    }

    private static void requireUnit(String field, double value) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(field + ": " + value + " (expected: 0 to 1)");
      }
    }
  }

  /// Checked statements.
  ///
  /// @param evidence the statement that decided; empty where none is false
  public record Statements(int checked, List<Evidence> evidence) implements Basis {
    public Statements {
      evidence = List.copyOf(evidence);
    }
  }

  /// Nothing was looked at.
  public record Nothing() implements Basis {}

  /// One sample's verdict.
  ///
  /// @param seed what the model was asked with
  public record Vote(Verdict outcome, long seed, int completionTokens) {}

  /// What was asked of which model, and what it cost over all samples and retries, in tokens.
  public record Usage(
      String modelId, double temperature, double topP, int promptTokens, int completionTokens) {}

  /// The statement that decided.
  ///
  /// @param step 0-based
  /// @param stated what the smallest false part is said to be, `computed` what it is
  public record Evidence(
      Kind kind,
      int step,
      String statement,
      String subExpression,
      String stated,
      String computed,
      String explanation) {
    /// What is wrong with a statement.
    public enum Kind {
      FALSE_STATEMENT,
      CONTRADICTION
    }
  }

  /// A verdict that nothing was looked at for.
  public static Critique of(Verdict verdict) {
    return new Critique(verdict, "", new Nothing());
  }
}
