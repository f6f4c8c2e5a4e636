package fapo.gateway.advantage;

import fapo.gateway.json.StrictScalars.SignedInt;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/// Critiques of a GenRM in training, each with its label.
public record CritiqueRewardsRequestJson(
    @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
        List<CritiqueSampleJson> samples) {

  /// Either `completion` or `index`.
  public record CritiqueSampleJson(
      @Nullable
          @Schema(
              description = "The raw completion; the verdict is read from it.",
              example = "Paragraph 1 adds wrongly. The index is \\boxed{1}.")
          String completion,
      @Nullable
          @JsonDeserialize(using = SignedInt.class)
          @Schema(description = "0-based index of the first wrong step, -1 for none.")
          Integer index,
      @Nullable
          @JsonDeserialize(using = SignedInt.class)
          @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "The true index, in [-1, step_count).",
              example = "1")
          Integer label,
      @Nullable
          @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "> 0.", example = "3")
          Integer stepCount) {}
}
