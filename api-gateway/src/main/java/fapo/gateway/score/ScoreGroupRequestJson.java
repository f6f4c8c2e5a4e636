package fapo.gateway.score;

import fapo.gateway.policy.ScoringPolicyJson;
import fapo.gateway.rollout.GroupKeyJson;
import fapo.gateway.rollout.RolloutJson;
import fapo.gateway.rollout.TaskJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One whole group.
public record ScoreGroupRequestJson(
    @Nullable GroupKeyJson key,
    @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED) TaskJson task,
    @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "At least one.")
        List<RolloutJson> rollouts,
    @Nullable ScoringPolicyJson policy,
    @Nullable @Schema(description = "Ask again only what was missing, and append a revision.")
        Boolean revise) {}
