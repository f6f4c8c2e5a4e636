package fapo.gateway.critique;

import fapo.gateway.call.CallTimeouts;
import fapo.gateway.call.GrpcMono;
import fapo.gateway.edge.AnswersProblems;
import fapo.genrm.v1.CritiqueResponse;
import fapo.genrm.v1.GenrmServiceGrpc.GenrmServiceStub;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// `POST /v1/critique`.
@RestController
@AnswersProblems
@Tag(name = "Judge")
public final class CritiqueRoutes {
  private final GenrmServiceStub genrm;
  private final CallTimeouts timeouts;

  public CritiqueRoutes(GenrmServiceStub genrm, CallTimeouts timeouts) {
    this.genrm = genrm;
    this.timeouts = timeouts;
  }

  @PostMapping("/v1/critique")
  @Operation(
      operationId = "critique",
      summary = "Is the reasoning flawed, and where first?",
      description =
          "Takes seconds to minutes with a model. An outage of the model is the outcome"
              + " `unavailable`, not an HTTP error; a critique that failed is never `sound`.")
  Mono<CritiqueResponseJson> critique(
      @RequestBody CritiqueRequestJson body,
      @RequestHeader(name = CallTimeouts.HEADER, required = false) @Nullable String timeout) {
    var request = CritiqueWire.request(body);
    var limited = timeouts.limit(genrm, timeout);
    return GrpcMono.<CritiqueResponse>of(answer -> limited.critique(request, answer))
        .map(reply -> new CritiqueResponseJson(VerdictWire.verdict(reply.getVerdict())));
  }
}
