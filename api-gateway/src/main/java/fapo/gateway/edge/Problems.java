package fapo.gateway.edge;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import tools.jackson.core.JacksonException;

/// Every failure of the gateway as a problem document: the one place where gRPC becomes HTTP.
///
/// | gRPC | HTTP | | gRPC | HTTP |
/// |---|---|---|---|---|
/// | INVALID_ARGUMENT | 400 | | UNAVAILABLE | 503, Retry-After |
/// | FAILED_PRECONDITION | 422 | | DEADLINE_EXCEEDED | 504 |
/// | NOT_FOUND | 404 | | UNIMPLEMENTED | 501 |
/// | ALREADY_EXISTS | 409 | | CANCELLED | 499 |
/// | RESOURCE_EXHAUSTED | 429, Retry-After | | everything else | 500 |
public final class Problems {
  private static final Duration NEXT_TRY = Duration.ofSeconds(1);

  private Problems() {}

  public static Problem of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Problem known = known(cause);
      if (known != null) {
        return known;
      }
    }
    return failure instanceof ErrorResponse response
        ? ofFramework(response)
        : Problem.of("internal", "Internal error", 500, "The gateway failed; its log says why.");
  }

  private static @Nullable Problem known(Throwable cause) {
    return switch (cause) {
      case StatusRuntimeException status -> ofStatus(status);
      case InvalidFields invalid -> Problem.invalid(invalid.errors());
      case DataBufferLimitException _ ->
          Problem.of(
              "body-too-large",
              "Body too large",
              413,
              "body: too large (expected: at most 64 MiB)");
      case JacksonException json -> JsonRefusals.of(json);
      default -> null;
    };
  }

  private static Problem ofStatus(StatusRuntimeException failure) {
    Details details = Details.of(failure);
    String text = description(failure.getStatus());
    Status.Code code = failure.getStatus().getCode();
    Problem plain =
        switch (code) {
          case INVALID_ARGUMENT -> Problem.of("invalid-argument", "Invalid argument", 400, text);
          case FAILED_PRECONDITION ->
              Problem.of("failed-precondition", "Cannot be done as asked", 422, text);
          case NOT_FOUND -> Problem.of("not-found", "Not found", 404, text);
          case ALREADY_EXISTS -> Problem.of("already-exists", "Already exists", 409, text);
          case RESOURCE_EXHAUSTED ->
              Problem.of("overloaded", "Overloaded", 429, text).withRetryAfter(details.delay());
          case UNAVAILABLE ->
              Problem.of("unavailable", "Unavailable", 503, text).withRetryAfter(details.delay());
          case DEADLINE_EXCEEDED -> Problem.of("deadline-exceeded", "Deadline exceeded", 504, text);
          case UNIMPLEMENTED -> Problem.of("unimplemented", "Not implemented", 501, text);
          case CANCELLED -> Problem.of("cancelled", "Cancelled", 499, text);
          case OK,
              UNKNOWN,
              PERMISSION_DENIED,
              ABORTED,
              OUT_OF_RANGE,
              INTERNAL,
              DATA_LOSS,
              UNAUTHENTICATED ->
              Problem.of("internal", "Internal error", 500, "A service failed: " + code);
        };
    return plain.withReason(details.reason()).withErrors(details.fields());
  }

  /// A status that the transport made, not a service, has the failure of the transport as its
  /// cause.
  private static String description(Status status) {
    return status.getCode() == Status.Code.UNAVAILABLE && status.getCause() != null
        ? "A service behind the gateway cannot be reached."
        : Objects.requireNonNullElse(status.getDescription(), "");
  }

  private static Problem ofFramework(ErrorResponse response) {
    int status = response.getStatusCode().value();
    var known = Optional.ofNullable(HttpStatus.resolve(status));
    String title = known.map(HttpStatus::getReasonPhrase).orElse("HTTP " + status);
    String detail = Objects.requireNonNullElse(response.getBody().getDetail(), title);
    return Problem.of(title.toLowerCase(Locale.ROOT).replace(' ', '-'), title, status, detail);
  }

  /// What a service's status carries beside its code.
  private record Details(List<FieldError> fields, @Nullable String reason, Duration delay) {
    static Details of(StatusRuntimeException failure) {
      var status = StatusProto.fromThrowable(failure);
      List<Any> all = status == null ? List.of() : status.getDetailsList();
      return new Details(
          find(all, BadRequest.class).stream()
              .flatMap(bad -> bad.getFieldViolationsList().stream())
              .map(v -> new FieldError(JsonPaths.ofContract(v.getField()), v.getDescription()))
              .toList(),
          find(all, ErrorInfo.class).map(ErrorInfo::getReason).orElse(null),
          find(all, RetryInfo.class)
              .map(RetryInfo::getRetryDelay)
              .map(d -> Duration.ofSeconds(d.getSeconds(), d.getNanos()))
              .orElse(NEXT_TRY));
    }

    private static <M extends com.google.protobuf.Message> Optional<M> find(
        List<Any> details, Class<M> type) {
      for (Any detail : details) {
        if (detail.is(type)) {
          try {
            return Optional.of(detail.unpack(type));
          } catch (InvalidProtocolBufferException malformed) {
            return Optional.empty(); // a detail that cannot be read says nothing
          }
        }
      }
      return Optional.empty();
    }
  }
}
