package fapo.gateway.score;

import fapo.reward.v1.DegradedCause;
import fapo.reward.v1.GroupStatusCode;
import fapo.reward.v1.NoSignalCause;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Whether the group's rewards are complete, degraded, or say nothing.
public record GroupStatusJson(
    @Nullable GroupStatusCode code,
    @Nullable @Schema(description = "Why it was rewarded without the flaw penalty.")
        DegradedCause degradedCause,
    @Nullable @Schema(description = "Why every advantage is 0.") NoSignalCause noSignalCause,
    @Nullable String detail) {}
