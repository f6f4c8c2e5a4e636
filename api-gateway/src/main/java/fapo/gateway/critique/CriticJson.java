package fapo.gateway.critique;

import fapo.genrm.v1.Fitness;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A critic the platform can ask.
public record CriticJson(
    @Schema(example = "symbolic") String name,
    @Nullable String modelId,
    @Nullable @Schema(description = "demo critics are refused for training unless allowed.")
        Fitness fitness,
    boolean ready,
    @Nullable String detail) {}
