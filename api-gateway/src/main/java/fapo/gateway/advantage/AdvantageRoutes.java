package fapo.gateway.advantage;

import fapo.gateway.call.CallTimeouts;
import fapo.gateway.call.GrpcMono;
import fapo.gateway.edge.AnswersProblems;
import fapo.reward.v1.ComputeAdvantageResponse;
import fapo.reward.v1.RewardServiceGrpc.RewardServiceStub;
import fapo.reward.v1.ScoreCritiquesResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// `POST /v1/advantage` and `POST /v1/critique-rewards`.
@RestController
@AnswersProblems
@Tag(name = "Compute")
public final class AdvantageRoutes {
  private final RewardServiceStub reward;
  private final CallTimeouts timeouts;

  public AdvantageRoutes(RewardServiceStub reward, CallTimeouts timeouts) {
    this.reward = reward;
    this.timeouts = timeouts;
  }

  @PostMapping("/v1/advantage")
  @Operation(
      operationId = "computeAdvantage",
      summary = "Advantages of given rewards",
      description = "The second equation alone; nothing is recorded.")
  Mono<AdvantageResponseJson> advantage(
      @RequestBody AdvantageRequestJson body,
      @RequestHeader(name = CallTimeouts.HEADER, required = false) @Nullable String timeout) {
    var request = AdvantageWire.request(body);
    var limited = timeouts.limit(reward, timeout);
    return GrpcMono.<ComputeAdvantageResponse>of(
            answer -> limited.computeAdvantage(request, answer))
        .map(AdvantageWire::response);
  }

  @PostMapping("/v1/critique-rewards")
  @Operation(
      operationId = "scoreCritiques",
      summary = "Rewards for training a GenRM",
      description =
          "±1 for detecting the flaw, minus the relative distance where both say flawed;"
              + " unreadable or out of range is -1. Nothing is recorded.")
  Mono<CritiqueRewardsResponseJson> critiqueRewards(
      @RequestBody CritiqueRewardsRequestJson body,
      @RequestHeader(name = CallTimeouts.HEADER, required = false) @Nullable String timeout) {
    var request = AdvantageWire.request(body);
    var limited = timeouts.limit(reward, timeout);
    return GrpcMono.<ScoreCritiquesResponse>of(answer -> limited.scoreCritiques(request, answer))
        .map(AdvantageWire::response);
  }
}
