package fapo.gateway.audit;

import fapo.gateway.rollout.GroupKeyJson;
import fapo.gateway.score.GroupStatusJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A recorded group in one line.
public record GroupSummaryJson(
    GroupKeyJson key,
    GroupStatusJson status,
    @Schema(description = "Members.") int size,
    int right,
    int flawed,
    int unscored,
    @Nullable @Schema(description = "Over the scored members; absent where none is.")
        Double meanReward,
    @Nullable Instant scoredAt) {}
