package fapo.gateway.rollout;

import fapo.gateway.critique.TurnJson;
import fapo.gateway.json.StrictScalars.SignedLong;
import fapo.reward.v1.FinishReason;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/// One solution of the group: either `text` or `turns`.
public record RolloutJson(
    @Nullable
        @Schema(description = "0-based, unique in its group. By position where absent in all.")
        Integer rolloutIndex,
    @Nullable @Schema(description = "The caller's own name, returned as it came.") String rolloutId,
    @Nullable
        @Schema(
            description = "The whole solution. Either text or turns.",
            example =
                "She starts with 5.\n\nShe buys 7 more: 5 + 7 = 12.\n\nThe answer is \\boxed{12}.")
        String text,
    @Nullable List<TurnJson> turns,
    @Nullable @Schema(description = "Pre-split steps. Default: split on blank lines.")
        List<String> steps,
    @Nullable FinishReason finishReason,
    @Nullable @Schema(description = "Length of the response, tokens.") Integer responseTokens,
    @Nullable @JsonDeserialize(using = SignedLong.class) Long policyVersionMin,
    @Nullable @JsonDeserialize(using = SignedLong.class) Long policyVersionMax) {}
