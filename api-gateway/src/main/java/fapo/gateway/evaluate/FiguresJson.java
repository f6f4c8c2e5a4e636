package fapo.gateway.evaluate;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every figure of one set of solutions; docs/reference/evaluation.md has the equations.
public record FiguresJson(
    long rows,
    MeasuresJson measures,
    AbstentionsJson abstentions,
    ConfusionJson confusion,
    @Schema(description = "Of the solutions with a right answer.")
        ConfusionJson confusionRightAnswer,
    DistanceJson distance,
    CalibrationJson calibration,
    @Schema(description = "By number of steps.") List<PartJson> byLength,
    @Schema(description = "Flawed solutions, by the index of the first wrong step.")
        List<PartJson> byPosition,
    List<PartJson> byKind,
    @Schema(description = "The majority of the first k votes; empty below 2.")
        List<VotePointJson> votes,
    CostJson cost) {

  /// Shares, and harmonic means of two.
  public record MeasuresJson(
      EstimateJson precision,
      EstimateJson recall,
      EstimateJson f1,
      EstimateJson processbenchF1,
      EstimateJson exactLocationAccuracy,
      EstimateJson cleanAccuracy,
      EstimateJson detectionAccuracy,
      EstimateJson falseFlagRate,
      EstimateJson coverage,
      EstimateJson publishedPrecision,
      EstimateJson publishedRecall,
      EstimateJson publishedF1,
      EstimateJson publishedAccuracy) {}

  /// Solutions without a verdict.
  public record AbstentionsJson(
      long unreadable, long unavailable, long outOfScope, long notAsked, long refused) {}

  /// What was said of which solutions.
  public record ConfusionJson(SaidJson flawed, SaidJson clean) {}

  /// How often what was said.
  public record SaidJson(long flaggedExact, long flaggedElsewhere, long clean, long abstained) {}

  /// Named minus labelled step.
  public record DistanceJson(
      long rows, @Nullable Double mean, long early, long late, List<DistanceCountJson> signed) {}

  /// @param steps negative: an earlier step was named
  public record DistanceCountJson(int steps, long rows) {}

  /// Whether the flaw score means what it says.
  public record CalibrationJson(
      long rows,
      long given,
      @Nullable Double ece,
      @Nullable Double brier,
      @Nullable Double auroc,
      List<CalibrationBinJson> bins) {}

  /// Scores of one tenth of the range.
  public record CalibrationBinJson(
      double low,
      double high,
      long rows,
      @Nullable Double meanScore,
      @Nullable Double flawedShare) {}

  /// Measures without intervals.
  public record PartJson(String name, long rows, MeasuresJson measures) {}

  /// The first k samples.
  public record VotePointJson(int samples, MeasuresJson measures) {}

  /// Per critique; absent where the critic does not say.
  public record CostJson(
      @Nullable SpreadJson promptTokens,
      @Nullable SpreadJson completionTokens,
      @Nullable SpreadJson seconds) {}

  /// A distribution in short.
  public record SpreadJson(long rows, double total, double mean, double median, double p95) {}
}
