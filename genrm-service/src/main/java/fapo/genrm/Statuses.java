package fapo.genrm;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import fapo.genrm.wire.RefusedException;

/// What each refusal is called on the wire: the only mapping of this service.
final class Statuses {
  private static final String DOMAIN = "fapo.genrm";
  private static final Duration RETRY_AFTER = Duration.newBuilder().setSeconds(1).build();

  private Statuses() {}

  static Status of(RefusedException refused) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(refused.reason()).getNumber())
            .setMessage(String.valueOf(refused.getMessage()))
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(refused.reason().name())
                        .setDomain(DOMAIN)
                        .build()));
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
    if (retryable(refused.reason())) {
      status.addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(RETRY_AFTER).build()));
    }
    return status.build();
  }

  private static boolean retryable(RefusedException.Reason reason) {
    return switch (reason) {
      case QUEUE_FULL, STOPPING -> true;
      case BAD_REQUEST, CRITIC_NOT_CONFIGURED, CRITIC_DOES_NOT_GENERATE -> false;
    };
  }

  private static Code code(RefusedException.Reason reason) {
    return switch (reason) {
      case BAD_REQUEST -> Code.INVALID_ARGUMENT;
      case CRITIC_NOT_CONFIGURED -> Code.FAILED_PRECONDITION;
      case QUEUE_FULL -> Code.RESOURCE_EXHAUSTED;
      case STOPPING -> Code.UNAVAILABLE;
      case CRITIC_DOES_NOT_GENERATE -> Code.UNIMPLEMENTED;
    };
  }
}
