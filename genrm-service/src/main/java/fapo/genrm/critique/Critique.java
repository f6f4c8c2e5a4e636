package fapo.genrm.critique;

import java.util.List;

/// A verdict with everything it rests on.
///
/// @param text the critique; empty where nothing was written
public record Critique(Verdict verdict, String text, Basis basis) {
  /// What a verdict rests on.
  public sealed interface Basis {}

  /// Generated samples.
  ///
  /// @param agreeing in [0, 1]: the share of samples that agree with the verdict
  public record Samples(List<Vote> votes, double agreeing, Usage usage) implements Basis {
    public Samples {
      votes = List.copyOf(votes);
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
