package fapo.gateway.evaluate;

import fapo.gateway.critique.CritiqueOptionsJson;
import fapo.gateway.json.StrictScalars.SignedInt;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/// Labelled solutions to measure a critic on.
public record EvaluateRequestJson(
    @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<LabelledItemJson> items,
    @Nullable CritiqueOptionsJson options,
    @Nullable @Schema(description = "Of the bootstrap intervals, 100 to 100000. Default 2000.")
        Integer replicates,
    @Nullable @Schema(description = "Of the bootstrap, in [0, 2^64). Default 1.")
        BigInteger bootstrapSeed,
    @Nullable @Schema(description = "Return the verdict of each solution. Default false.")
        Boolean returnResults) {

  /// One labelled solution, in ProcessBench's words.
  public record LabelledItemJson(
      @Nullable @Schema(description = "Figures are given for each, for example gsm8k.")
          String subset,
      @Nullable @Schema(description = "Unique in its subset.", example = "gsm8k-0") String id,
      @Nullable @Schema(example = "What is 12 * 4 - 6?") String problem,
      @Nullable @Schema(description = "The reference answer.", example = "42") String groundTruth,
      @Nullable
          @Schema(
              description = "Needed unless a verdict is given.",
              example = "[\"12 * 4 = 46\", \"46 - 4 = 42\"]")
          List<String> steps,
      @Nullable
          @JsonDeserialize(using = SignedInt.class)
          @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "0-based index of the first wrong step, -1 for none.",
              example = "0")
          Integer label,
      @Nullable @Schema(description = "Absent where unknown.", example = "true")
          Boolean finalAnswerCorrect,
      @Nullable @Schema(description = "Kind of flaw or task.") String kind,
      @Nullable GivenVerdictJson verdict) {}

  /// What a critic said before; it is not asked again.
  public record GivenVerdictJson(
      @Nullable
          @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {"sound", "flawed_at", "unreadable", "unavailable", "out_of_scope"})
          String outcome,
      @Nullable @Schema(description = "0-based; of flawed_at.") Integer step,
      @Nullable @Schema(description = "In [0, 1].") Double confidence) {}
}
