package fapo.gateway.rollout;

import fapo.reward.v1.Split;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the rollouts of a group answer.
public record TaskJson(
    @Nullable
        @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "Ann has 5 apples and buys 7 more. How many has she?")
        String problem,
    @Nullable
        @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "Reference answers, at least one.",
            example = "[\"12\"]")
        List<String> references,
    @Nullable @Schema(description = "The critic is asked for train only. Default train.")
        Split split) {}
