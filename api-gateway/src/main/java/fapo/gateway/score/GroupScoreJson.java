package fapo.gateway.score;

import fapo.gateway.rollout.GroupKeyJson;
import fapo.reward.v1.Recorded;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a group is worth.
public record GroupScoreJson(
    GroupKeyJson key,
    GroupStatusJson status,
    @Schema(description = "One entry a rollout, in request order.")
        List<RolloutResultJson> rollouts,
    @Schema(description = "Answered from the record without judging again.") boolean replayed,
    @Schema(description = "0 for the first answer, raised by revise.") int revision,
    @Nullable @Schema(description = "Unset fields that were given a meaning.")
        List<String> warnings,
    @Nullable StepSharesJson step,
    @Nullable @Schema(description = "Where the record lies.") Recorded recorded,
    @Nullable Instant scoredAt) {}
