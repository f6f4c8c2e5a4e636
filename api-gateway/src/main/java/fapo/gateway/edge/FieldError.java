package fapo.gateway.edge;

import io.swagger.v3.oas.annotations.media.Schema;

/// One field of a request that the caller must change.
///
/// @param field path in the JSON body, for example `rollouts[1].rollout_index`, or a parameter's
/// name
/// @param message the value and what was expected
public record FieldError(
    @Schema(description = "Path in the JSON body, or the name of a parameter.") String field,
    @Schema(description = "The value, and what was expected.") String message) {}
