package fapo.gateway.audit;

import fapo.gateway.call.CallTimeouts;
import fapo.gateway.call.GrpcFlux;
import fapo.gateway.call.GrpcMono;
import fapo.gateway.edge.AnswersProblems;
import fapo.gateway.edge.Problems;
import fapo.reward.v1.GetGroupResponse;
import fapo.reward.v1.ListGroupsResponse;
import fapo.reward.v1.ReplayRunResponse;
import fapo.reward.v1.RewardServiceGrpc.RewardServiceStub;
import io.grpc.StatusRuntimeException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What was scored: `GET /v1/runs/…`.
@RestController
@AnswersProblems
@Tag(name = "Audit")
public final class AuditRoutes {
  private final RewardServiceStub reward;
  private final CallTimeouts timeouts;

  public AuditRoutes(RewardServiceStub reward, CallTimeouts timeouts) {
    this.reward = reward;
    this.timeouts = timeouts;
  }

  @GetMapping("/v1/runs/{run}/groups")
  @Operation(operationId = "listGroups", summary = "The groups of a run, newest step first")
  @Parameter(
      name = AuditQueries.RUN_ATTEMPT,
      in = ParameterIn.QUERY,
      description = "Only this attempt. Default: all.",
      schema = @Schema(type = "integer"))
  @Parameter(
      name = AuditQueries.STEP,
      in = ParameterIn.QUERY,
      description = "Only this step. Default: all.",
      schema = @Schema(type = "integer"))
  @Parameter(
      name = AuditQueries.PAGE_SIZE,
      in = ParameterIn.QUERY,
      description = "1 to 1000, default 100.",
      schema = @Schema(type = "integer"))
  @Parameter(
      name = AuditQueries.PAGE_TOKEN,
      in = ParameterIn.QUERY,
      description = "next_page_token of the page before.",
      schema = @Schema(type = "string"))
  Mono<GroupPageJson> groups(
      @PathVariable("run") String run,
      ServerHttpRequest http,
      @RequestHeader(name = CallTimeouts.HEADER, required = false) @Nullable String timeout) {
    var request = AuditQueries.groups(run, http);
    var limited = timeouts.limit(reward, timeout);
    return GrpcMono.<ListGroupsResponse>of(answer -> limited.listGroups(request, answer))
        .map(AuditWire::page);
  }

  @GetMapping("/v1/runs/{run}/groups/{group}")
  @Operation(
      operationId = "getGroup",
      summary = "One recorded or open group",
      description = "Slashes in the names are written %2F.")
  @Parameter(
      name = AuditQueries.RUN_ATTEMPT,
      in = ParameterIn.QUERY,
      description = "Default 0.",
      schema = @Schema(type = "integer"))
  @Parameter(
      name = AuditQueries.STEP,
      in = ParameterIn.QUERY,
      description = "Default 0.",
      schema = @Schema(type = "integer"))
  @Parameter(
      name = AuditQueries.GROUP_ATTEMPT,
      in = ParameterIn.QUERY,
      description = "Default 0.",
      schema = @Schema(type = "integer"))
  @Parameter(
      name = AuditQueries.TEXTS,
      in = ParameterIn.QUERY,
      description = "Include the recorded texts. Default false.",
      schema = @Schema(type = "boolean"))
  Mono<GroupRecordJson> group(
      @PathVariable("run") String run,
      @PathVariable("group") String group,
      ServerHttpRequest http,
      @RequestHeader(name = CallTimeouts.HEADER, required = false) @Nullable String timeout) {
    var request = AuditQueries.group(run, group, http);
    var limited = timeouts.limit(reward, timeout);
    return GrpcMono.<GetGroupResponse>of(answer -> limited.getGroup(request, answer))
        .map(AuditWire::group);
  }

  @GetMapping(path = "/v1/runs/{run}/replay", produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(
      operationId = "replayRun",
      summary = "Recompute every recorded reward and advantage of a run",
      description =
          "One JSON object a line, a line a group. Where the replay fails after its first line, the"
              + " last line carries `error`.")
  @Parameter(
      name = AuditQueries.RUN_ATTEMPT,
      in = ParameterIn.QUERY,
      description = "Only this attempt. Default: all.",
      schema = @Schema(type = "integer"))
  Flux<ReplayLineJson> replay(
      @PathVariable("run") String run,
      ServerHttpRequest http,
      @RequestHeader(name = CallTimeouts.HEADER, required = false) @Nullable String timeout) {
    var request = AuditQueries.replay(run, http);
    var limited = timeouts.limit(reward, timeout);
    return GrpcFlux.<ReplayRunResponse>of(replies -> limited.replayRun(request, replies))
        .map(AuditWire::replayed)
        .switchOnFirst((first, lines) -> first.hasValue() ? toldOnTheLastLine(lines) : lines);
  }

  /// Once a line is out, the status is too: a failure can only be told in the body.
  private static Flux<ReplayLineJson> toldOnTheLastLine(Flux<ReplayLineJson> lines) {
    return lines.onErrorResume(
        StatusRuntimeException.class,
        failure -> Mono.just(ReplayLineJson.stopped(Problems.of(failure))));
  }
}
