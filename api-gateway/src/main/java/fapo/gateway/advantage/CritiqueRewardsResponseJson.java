package fapo.gateway.advantage;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry a sample, in request order.
public record CritiqueRewardsResponseJson(List<CritiqueRewardJson> rewards) {

  public record CritiqueRewardJson(
      @Schema(description = "outcome + process.") double reward,
      double outcome,
      @Schema(description = "-|index - label| / step_count where both say flawed.") double process,
      @Nullable @Schema(description = "The index read; absent where unreadable or out of range.")
          Integer prediction) {}
}
