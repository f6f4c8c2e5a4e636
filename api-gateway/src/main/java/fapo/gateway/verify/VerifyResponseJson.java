package fapo.gateway.verify;

import io.swagger.v3.oas.annotations.media.Schema;

/// The check and what it took.
public record VerifyResponseJson(
    AnswerCheckJson check, @Schema(description = "Wall time, microseconds.") long micros) {}
