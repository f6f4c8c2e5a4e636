package fapo.gateway.score;

import fapo.gateway.call.CallTimeouts;
import fapo.gateway.call.GrpcMono;
import fapo.gateway.edge.AnswersProblems;
import fapo.reward.v1.RewardServiceGrpc.RewardServiceStub;
import fapo.reward.v1.ScoreGroupResponse;
import fapo.reward.v1.ScoreRolloutResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// `POST /v1/score` and `POST /v1/rollouts:score`.
@RestController
@AnswersProblems
@Tag(name = "Score")
public final class ScoreRoutes {
  private final RewardServiceStub reward;
  private final CallTimeouts timeouts;

  public ScoreRoutes(RewardServiceStub reward, CallTimeouts timeouts) {
    this.reward = reward;
    this.timeouts = timeouts;
  }

  @PostMapping("/v1/score")
  @Operation(
      operationId = "scoreGroup",
      summary = "Score one group",
      description =
          "Answer check, flaw verdict, reward and advantage of every rollout, on record. The same"
              + " key with the same content is answered from the record; with other content: 409.")
  Mono<GroupScoreJson> group(
      @RequestBody ScoreGroupRequestJson body,
      @RequestHeader(name = CallTimeouts.HEADER, required = false) @Nullable String timeout) {
    var request = ScoreWire.request(body);
    var limited = timeouts.limit(reward, timeout);
    return GrpcMono.<ScoreGroupResponse>of(answer -> limited.scoreGroup(request, answer))
        .map(reply -> ScoreWire.group(reply.getScore()));
  }

  @PostMapping("/v1/rollouts:score")
  @Operation(
      operationId = "scoreRollout",
      summary = "Score one rollout",
      description =
          "The group is assembled on the server from calls with the same key; the call that"
              + " completes it carries the whole group with its advantages.")
  Mono<ScoreRolloutResponseJson> rollout(
      @RequestBody ScoreRolloutRequestJson body,
      @RequestHeader(name = CallTimeouts.HEADER, required = false) @Nullable String timeout) {
    var request = ScoreWire.request(body);
    var limited = timeouts.limit(reward, timeout);
    return GrpcMono.<ScoreRolloutResponse>of(answer -> limited.scoreRollout(request, answer))
        .map(ScoreWire::response);
  }
}
