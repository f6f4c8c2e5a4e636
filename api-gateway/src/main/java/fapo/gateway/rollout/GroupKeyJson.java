package fapo.gateway.rollout;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Names a group, and is its idempotency key. Absent: the group is named by its content.
public record GroupKeyJson(
    @Nullable @Schema(description = "At most 200 characters.", example = "math-7b") String runId,
    @Nullable @Schema(description = "Raised when a run resumes. Default 0.") Integer runAttempt,
    @Nullable @Schema(description = "The trainer's step. Default 0.") Long step,
    @Nullable @Schema(description = "At most 200 characters.", example = "problem-17")
        String groupId,
    @Nullable @Schema(description = "Raised when rollouts are generated again. Default 0.")
        Integer groupAttempt) {}
