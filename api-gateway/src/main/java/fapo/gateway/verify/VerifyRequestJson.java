package fapo.gateway.verify;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One candidate and what it is held to.
public record VerifyRequestJson(
    @Nullable
        @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "A bare answer or a whole response, see options.form.",
            example = "So the total is 5 + 7 = 12. The answer is \\boxed{12}.")
        String candidate,
    @Nullable
        @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "At least one; the candidate matches if any usable one does.",
            example = "[\"12\"]")
        List<String> references,
    @Nullable VerifyOptionsJson options) {}
