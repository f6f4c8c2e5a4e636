package fapo.gateway.critique;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One solution to critique: either `text` or `turns`.
public record CritiqueRequestJson(
    @Nullable
        @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "Ann has 5 apples and buys 7 more. How many has she?")
        String problem,
    @Nullable @Schema(description = "The reference answer.", example = "12") String reference,
    @Nullable
        @Schema(
            description = "The whole solution. Either text or turns.",
            example = "She starts with 5.\n\nShe buys 7 more: 5 + 7 = 12.\n\nThe answer is 12.")
        String text,
    @Nullable List<TurnJson> turns,
    @Nullable @Schema(description = "Pre-split steps. Default: split on blank lines.")
        List<String> steps,
    @Nullable CritiqueOptionsJson options,
    @Nullable @Schema(description = "Lets a retry join work that goes on.") String workId) {}
