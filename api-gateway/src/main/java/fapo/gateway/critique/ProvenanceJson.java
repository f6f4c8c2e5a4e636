package fapo.gateway.critique;

import fapo.genrm.v1.Fitness;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Where a verdict comes from: enough to ask for it again.
public record ProvenanceJson(
    String critic,
    @Nullable String modelId,
    @Nullable @Schema(description = "SHA-256, hex.") String weightsHash,
    @Nullable String templateId,
    @Nullable String engine,
    @Nullable Fitness fitness,
    int promptTokens,
    int completionTokens,
    @Schema(description = "Wall time, milliseconds.") long millis,
    @Nullable Double temperature,
    @Nullable Double topP) {}
