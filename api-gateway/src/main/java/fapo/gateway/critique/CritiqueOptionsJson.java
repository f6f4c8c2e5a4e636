package fapo.gateway.critique;

import fapo.genrm.v1.CritiqueScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// How the critic is asked; whatever is left out has the documented default.
public record CritiqueOptionsJson(
    @Nullable
        @Schema(description = "Name of the critic. Default: the server's.", example = "symbolic")
        String critic,
    @Nullable @Schema(description = "Default fapo-paragraph-v1.", example = "fapo-paragraph-v1")
        String templateId,
    @Nullable @Schema(description = "Default full.") CritiqueScope scope,
    @Nullable @Schema(description = "Whose majority decides, 1 to 64. Default 1.") Integer samples,
    @Nullable @Schema(description = "Tokens, 1 to 131072. Default 16384.") Integer maxNewTokens,
    @Nullable @Schema(description = "In [0, 2].") Double temperature,
    @Nullable @Schema(description = "In (0, 1].") Double topP,
    @Nullable @Schema(description = "In [0, 2^64).") BigInteger seed,
    @Nullable @Schema(description = "Default 2.") Integer unreadableRetries,
    @Nullable
        @Schema(description = "Seconds without a new token until the critique fails. Default 60.")
        Double tokenProgressTimeout,
    @Nullable @Schema(description = "Default true.") Boolean returnCritique) {}
