package fapo.gateway.policy;

import fapo.reward.v1.Estimator;
import fapo.reward.v1.GroupOfOne;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How rewards become advantages.
public record AdvantagePolicyJson(
    @Nullable @Schema(description = "Default grpo, as verl computes it.") Estimator estimator,
    @Nullable @Schema(description = ">= 0. Default: the estimator's own.") Double epsilon,
    @Nullable @Schema(description = "No signal at or below this spread. Default 1e-9.")
        Double minSpread,
    @Nullable @Schema(description = ">= 1. Default max(2, ceil(size / 2)).") Integer minScored,
    @Nullable @Schema(description = "Default no_signal.") GroupOfOne groupOfOne) {}
