package fapo.gateway.verify;

import fapo.gateway.call.CallTimeouts;
import fapo.gateway.call.GrpcMono;
import fapo.gateway.edge.AnswersProblems;
import fapo.verifier.v1.VerifierServiceGrpc.VerifierServiceStub;
import fapo.verifier.v1.VerifyResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// `POST /v1/verify`.
@RestController
@AnswersProblems
@Tag(name = "Judge")
public final class VerifyRoutes {
  private final VerifierServiceStub verifier;
  private final CallTimeouts timeouts;

  public VerifyRoutes(VerifierServiceStub verifier, CallTimeouts timeouts) {
    this.verifier = verifier;
    this.timeouts = timeouts;
  }

  @PostMapping("/v1/verify")
  @Operation(
      operationId = "verify",
      summary = "Does an answer match the reference?",
      description = "Stateless and deterministic. A failed check is never `different`.")
  Mono<VerifyResponseJson> verify(
      @RequestBody VerifyRequestJson body,
      @RequestHeader(name = CallTimeouts.HEADER, required = false) @Nullable String timeout) {
    var request = VerifyWire.request(body);
    var limited = timeouts.limit(verifier, timeout);
    return GrpcMono.<VerifyResponse>of(answer -> limited.verify(request, answer))
        .map(VerifyWire::response);
  }
}
