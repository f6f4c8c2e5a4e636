package fapo.gateway.evaluate;

import fapo.evaluation.v1.EvaluateRequest;
import fapo.evaluation.v1.EvaluateResponse;
import fapo.evaluation.v1.EvaluationServiceGrpc.EvaluationServiceStub;
import fapo.gateway.call.CallTimeouts;
import fapo.gateway.call.GrpcFlux;
import fapo.gateway.edge.AnswersProblems;
import io.grpc.stub.StreamObserver;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// `POST /v1/evaluate`.
@RestController
@AnswersProblems
@Tag(name = "Judge")
public final class EvaluateRoutes {
  private final EvaluationServiceStub evaluation;
  private final CallTimeouts timeouts;

  public EvaluateRoutes(EvaluationServiceStub evaluation, CallTimeouts timeouts) {
    this.evaluation = evaluation;
    this.timeouts = timeouts;
  }

  @PostMapping("/v1/evaluate")
  @Operation(
      operationId = "evaluate",
      summary = "How good is a critic on labelled solutions?",
      description =
          "Asks the critic about every solution that carries no verdict, and answers when all are"
              + " judged: minutes to hours with a model, so set X-Request-Timeout. For long runs"
              + " `fapo evaluate` and the gRPC call give results as they come and can be gone on"
              + " with. Nothing is recorded.")
  Mono<EvaluateResponseJson> evaluate(
      @RequestBody EvaluateRequestJson body,
      @RequestHeader(name = CallTimeouts.HEADER, required = false) @Nullable String timeout) {
    List<EvaluateRequest> requests = EvaluateWire.requests(body);
    var limited = timeouts.limit(evaluation, timeout);
    boolean results = Boolean.TRUE.equals(body.returnResults());
    return GrpcFlux.<EvaluateResponse>of(replies -> send(requests, limited, replies))
        .collectList()
        .map(replies -> EvaluateWire.response(replies, results));
  }

  private static void send(
      List<EvaluateRequest> requests,
      EvaluationServiceStub stub,
      StreamObserver<EvaluateResponse> replies) {
    StreamObserver<EvaluateRequest> call = stub.evaluate(replies);
    requests.forEach(call::onNext);
    call.onCompleted();
  }
}
