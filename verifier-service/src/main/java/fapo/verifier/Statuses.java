package fapo.verifier;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import fapo.verifier.compare.UnusableReferenceException;

/// What each refusal is called on the wire: the only mapping of this service.
final class Statuses {
  private static final String DOMAIN = "fapo.verifier";

  private Statuses() {}

  static Status of(RefusedException refused) {
    return status(
        Code.INVALID_ARGUMENT,
        String.valueOf(refused.getMessage()),
        Any.pack(BadRequest.newBuilder().addAllFieldViolations(refused.violations()).build()));
  }

  static Status of(UnusableReferenceException refused) {
    Code code =
        switch (refused.reason()) {
          case REFERENCE_UNREADABLE -> Code.FAILED_PRECONDITION;
        };
    return status(
        code,
        String.valueOf(refused.getMessage()),
        Any.pack(
            ErrorInfo.newBuilder().setReason(refused.reason().name()).setDomain(DOMAIN).build()));
  }

  private static Status status(Code code, String message, Any detail) {
    return Status.newBuilder()
        .setCode(code.getNumber())
        .setMessage(message)
        .addDetails(detail)
        .build();
  }
}
