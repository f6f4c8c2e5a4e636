package fapo.gateway.edge;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A failure as RFC 9457 tells it, media type `application/problem+json`.
///
/// @param type stable name of the kind of problem, for programs
/// @param title the same for people
/// @param status the HTTP status
/// @param detail what happened to this request
/// @param reason the service's machine-readable reason, for example `CONTENT_CHANGED`
/// @param retryAfterSeconds when to try again, seconds; only where trying again can help
/// @param errors the fields to change, only for refused requests
@Schema(description = "A failure as RFC 9457 tells it.")
public record Problem(
    @Schema(example = "urn:fapo:problem:invalid-argument") String type,
    @Schema(example = "Invalid argument") String title,
    @Schema(example = "400") int status,
    String detail,
    @Nullable
        @Schema(description = "The service's machine-readable reason.", example = "CONTENT_CHANGED")
        String reason,
    @Nullable @Schema(description = "Seconds; also in the Retry-After header.")
        Long retryAfterSeconds,
    @Nullable @Schema(description = "The fields to change.") List<FieldError> errors) {

  static Problem of(String slug, String title, int status, String detail) {
    return new Problem("urn:fapo:problem:" + slug, title, status, detail, null, null, null);
  }

  static Problem invalid(List<FieldError> fields) {
    String detail =
        fields.stream().map(e -> e.field() + ": " + e.message()).collect(Collectors.joining("; "));
    return of("invalid-argument", "Invalid argument", 400, detail).withErrors(fields);
  }

  Problem withReason(@Nullable String value) {
    return new Problem(type, title, status, detail, value, retryAfterSeconds, errors);
  }

  Problem withRetryAfter(Duration delay) {
    long seconds = Math.max(1, delay.plusNanos(999_999_999).toSeconds());
    return new Problem(type, title, status, detail, reason, seconds, errors);
  }

  Problem withErrors(List<FieldError> fields) {
    return new Problem(
        type, title, status, detail, reason, retryAfterSeconds, fields.isEmpty() ? null : fields);
  }
}
