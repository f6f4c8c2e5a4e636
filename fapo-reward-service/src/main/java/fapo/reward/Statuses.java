package fapo.reward;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import fapo.reward.audit.AuditPressureException;
import fapo.reward.audit.AuditUnavailableException;
import fapo.reward.core.RewardRefusedException;
import fapo.reward.scoring.OverloadedException;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.RefusedException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each failure is called on the wire: the only mapping from exceptions to statuses of this
/// service.
final class Statuses {
  private static final Logger log = LoggerFactory.getLogger(Statuses.class);
  private static final String DOMAIN = "fapo.reward";
  private static final java.time.Duration SHORTLY = java.time.Duration.ofSeconds(1);

  private Statuses() {}

  static StatusRuntimeException exception(Throwable failure) {
    return StatusProto.toStatusRuntimeException(of(failure));
  }

  static Status of(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case ExecutionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case RefusedException refused -> refusal(refused);
      case RewardRefusedException refused -> refusal(RefusedException.of(refused));
      case OverloadedException overloaded ->
          retry(
              Code.RESOURCE_EXHAUSTED, "OVERLOADED", message(overloaded), overloaded.retryAfter());
      case AuditPressureException pressure ->
          retry(Code.RESOURCE_EXHAUSTED, "AUDIT_PRESSURE", message(pressure), SHORTLY);
      case AuditUnavailableException down -> {
        log.debug("the audit cannot be reached", down);
        yield retry(
            Code.UNAVAILABLE,
            "AUDIT_UNAVAILABLE",
            "audit: not reachable, so nothing is answered (expected: ask again)",
            SHORTLY);
      }
      case TimeoutException late ->
          status(
                  Code.DEADLINE_EXCEEDED,
                  "DEADLINE_EXCEEDED",
                  "deadline: over (expected: ask again; the same request joins the work that goes"
                      + " on)")
              .build();
      case StatusRuntimeException status ->
          status(
                  Code.forNumber(status.getStatus().getCode().value()),
                  status.getStatus().getCode().name(),
                  OutcomeWire.describe(status.getStatus()))
              .build();
      default -> {
        log.error("scoring failed", failure);
        yield status(Code.INTERNAL, "INTERNAL", "internal error; see the service's log").build();
      }
    };
  }

  private static Status refusal(RefusedException refused) {
    Code code =
        switch (refused.reason()) {
          case INVALID_REQUEST -> Code.INVALID_ARGUMENT;
          case CONTENT_CHANGED -> Code.ALREADY_EXISTS;
          case REFERENCE_UNREADABLE,
              DEMO_CRITIC,
              CRITIC_UNKNOWN,
              STEP_ALARM,
              GROUP_CLOSED,
              GROUP_OPEN ->
              Code.FAILED_PRECONDITION;
          case VERDICT_MISSING -> Code.UNAVAILABLE;
          case GROUP_UNKNOWN -> Code.NOT_FOUND;
          case CANCELLED -> Code.CANCELLED;
        };
    Status.Builder status = status(code, refused.reason().name(), message(refused));
    if (code == Code.UNAVAILABLE) {
      status.addDetails(after(SHORTLY));
    }
    if (!refused.violations().isEmpty()) {
      BadRequest.Builder fields = BadRequest.newBuilder();
      for (RefusedException.Violation violation : refused.violations()) {
        fields
            .addFieldViolationsBuilder()
            .setField(violation.field())
            .setDescription(violation.problem());
      }
      status.addDetails(Any.pack(fields.build()));
    }
    return status.build();
  }

  private static Status retry(Code code, String reason, String message, java.time.Duration after) {
    return status(code, reason, message).addDetails(after(after)).build();
  }

  private static Any after(java.time.Duration delay) {
    return Any.pack(
        RetryInfo.newBuilder()
            .setRetryDelay(
                Duration.newBuilder().setSeconds(delay.toSeconds()).setNanos(delay.toNanosPart()))
            .build());
  }

  private static Status.Builder status(Code code, String reason, String message) {
    return Status.newBuilder()
        .setCode(code.getNumber())
        .setMessage(message)
        .addDetails(Any.pack(ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN).build()));
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
