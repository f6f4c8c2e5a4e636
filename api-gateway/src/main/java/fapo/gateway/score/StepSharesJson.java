package fapo.gateway.score;

import fapo.reward.v1.Alarm;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Shares over what was scored of this run and step so far.
public record StepSharesJson(
    long rollouts,
    @Schema(description = "In [0, 1].") double degraded,
    @Schema(description = "In [0, 1].") double unscored,
    @Nullable @Schema(description = "A share is over a threshold.") Alarm alarm) {}
