package fapo.gateway.console;

import fapo.gateway.call.CallTimeouts;
import fapo.gateway.call.GrpcMono;
import fapo.gateway.critique.CritiqueWire;
import fapo.gateway.edge.AnswersProblems;
import fapo.gateway.json.Present;
import fapo.gateway.policy.PolicyWire;
import fapo.reward.v1.GetServerInfoRequest;
import fapo.reward.v1.GetServerInfoResponse;
import fapo.reward.v1.RewardServiceGrpc.RewardServiceStub;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// `GET /v1/info`.
@RestController
@AnswersProblems
@Tag(name = "Operate")
public final class InfoRoutes {
  private final RewardServiceStub reward;
  private final CallTimeouts timeouts;

  public InfoRoutes(RewardServiceStub reward, CallTimeouts timeouts) {
    this.reward = reward;
    this.timeouts = timeouts;
  }

  @GetMapping("/v1/info")
  @Operation(operationId = "info", summary = "Version, critics and the policy that applies")
  Mono<ServerInfoJson> info(
      @RequestHeader(name = CallTimeouts.HEADER, required = false) @Nullable String timeout) {
    var limited = timeouts.limit(reward, timeout);
    return GrpcMono.<GetServerInfoResponse>of(
            answer -> limited.getServerInfo(GetServerInfoRequest.getDefaultInstance(), answer))
        .map(InfoRoutes::json);
  }

  private static ServerInfoJson json(GetServerInfoResponse info) {
    return new ServerInfoJson(
        info.getVersion(),
        info.getMaxMessageBytes(),
        Present.all(info.getCriticsList(), CritiqueWire::critic),
        Present.text(info.getDefaultCritic()),
        Present.named(info.getAuditMode()),
        Present.when(info.hasDefaultPolicy(), info.getDefaultPolicy(), PolicyWire::policy));
  }
}
