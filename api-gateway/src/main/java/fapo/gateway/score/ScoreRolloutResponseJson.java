package fapo.gateway.score;

import fapo.reward.v1.Recorded;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rollout's reward, and its group once complete.
public record ScoreRolloutResponseJson(
    RolloutResultJson result,
    @Nullable @Schema(description = "The whole group, once complete.") GroupScoreJson group,
    @Schema(description = "Answered from the record.") boolean replayed,
    @Nullable List<String> warnings,
    @Nullable StepSharesJson step,
    @Nullable Recorded recorded) {}
