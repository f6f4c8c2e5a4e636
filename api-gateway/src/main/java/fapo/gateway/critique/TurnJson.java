package fapo.gateway.critique;

import fapo.genrm.v1.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One message of a multi-turn or tool-using solution.
///
/// @param trainable whether the policy wrote it and is rewarded for it
public record TurnJson(
    @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Role role,
    @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String content,
    @Nullable
        @Schema(
            description =
                "Only trainable turns are judged, the rest is context. Default: true for assistant.")
        Boolean trainable,
    @Nullable @Schema(description = "Only for role tool.") String toolName) {}
