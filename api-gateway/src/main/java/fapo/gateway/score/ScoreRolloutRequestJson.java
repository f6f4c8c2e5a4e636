package fapo.gateway.score;

import fapo.gateway.policy.ScoringPolicyJson;
import fapo.gateway.rollout.GroupKeyJson;
import fapo.gateway.rollout.RolloutJson;
import fapo.gateway.rollout.TaskJson;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One rollout; the server assembles its group.
public record ScoreRolloutRequestJson(
    @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED) GroupKeyJson key,
    @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED) TaskJson task,
    @Nullable
        @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Its rollout_index is required.")
        RolloutJson rollout,
    @Nullable
        @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Expected members of the group, >= 1.",
            example = "8")
        Integer groupSize,
    @Nullable ScoringPolicyJson policy,
    @Nullable @Schema(description = "Ask again only what was missing, and append a revision.")
        Boolean revise) {}
