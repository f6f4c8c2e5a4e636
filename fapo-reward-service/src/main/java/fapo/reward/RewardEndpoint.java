package fapo.reward;

import fapo.reward.core.GroupKey;
import fapo.reward.scoring.GroupScorer;
import fapo.reward.scoring.RecordDesk;
import fapo.reward.scoring.Replay;
import fapo.reward.scoring.RolloutScorer;
import fapo.reward.v1.CancelGroupRequest;
import fapo.reward.v1.CancelGroupResponse;
import fapo.reward.v1.CancelRunRequest;
import fapo.reward.v1.CancelRunResponse;
import fapo.reward.v1.CloseGroupRequest;
import fapo.reward.v1.CloseGroupResponse;
import fapo.reward.v1.ComputeAdvantageRequest;
import fapo.reward.v1.ComputeAdvantageResponse;
import fapo.reward.v1.GetGroupRequest;
import fapo.reward.v1.GetGroupResponse;
import fapo.reward.v1.GetServerInfoRequest;
import fapo.reward.v1.GetServerInfoResponse;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.ListGroupsRequest;
import fapo.reward.v1.ListGroupsResponse;
import fapo.reward.v1.ReplayRunRequest;
import fapo.reward.v1.ReplayRunResponse;
import fapo.reward.v1.RewardServiceGrpc;
import fapo.reward.v1.ScoreCritiquesRequest;
import fapo.reward.v1.ScoreCritiquesResponse;
import fapo.reward.v1.ScoreGroupRequest;
import fapo.reward.v1.ScoreGroupResponse;
import fapo.reward.v1.ScoreGroupsRequest;
import fapo.reward.v1.ScoreGroupsResponse;
import fapo.reward.v1.ScoreRolloutRequest;
import fapo.reward.v1.ScoreRolloutResponse;
import fapo.reward.v1.ScoringPolicy;
import fapo.reward.wire.EquationWire;
import fapo.reward.wire.OrderReader;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The contract's RewardService: decodes, hands over, encodes. `StreamRollouts` is not built yet
/// and answers UNIMPLEMENTED.
final class RewardEndpoint extends RewardServiceGrpc.RewardServiceImplBase {
  private final OrderReader reader;
  private final GroupScorer groups;
  private final RolloutScorer rollouts;
  private final RecordDesk records;
  private final Replay replay;
  private final ServerInfo info;
  private final RewardProperties properties;

  RewardEndpoint(
      OrderReader reader,
      GroupScorer groups,
      RolloutScorer rollouts,
      RecordDesk records,
      Replay replay,
      ServerInfo info,
      RewardProperties properties) {
    this.reader = reader;
    this.groups = groups;
    this.rollouts = rollouts;
    this.records = records;
    this.replay = replay;
    this.info = info;
    this.properties = properties;
  }

  @Override
  public void scoreRollout(
      ScoreRolloutRequest request, StreamObserver<ScoreRolloutResponse> reply) {
    answer(reply, () -> scoreRollout(request));
  }

  private CompletableFuture<ScoreRolloutResponse> scoreRollout(ScoreRolloutRequest request) {
    return rollouts.score(reader.rollout(request), request.getGroupSize(), request.getRevise());
  }

  @Override
  public void scoreGroup(ScoreGroupRequest request, StreamObserver<ScoreGroupResponse> reply) {
    answer(
        reply,
        () ->
            groups
                .score(reader.group(request.getGroup(), request.getPolicy()), request.getRevise())
                .thenApply(score -> ScoreGroupResponse.newBuilder().setScore(score).build()));
  }

  @Override
  public StreamObserver<ScoreGroupsRequest> scoreGroups(
      StreamObserver<ScoreGroupsResponse> replies) {
    return new GroupStream(replies, properties.streamWindow(), this::scoreOne);
  }

  private CompletableFuture<GroupScore> scoreOne(ScoreGroupsRequest request, ScoringPolicy policy) {
    return withTimeLimit(
        groups.score(reader.group(request.getGroup(), policy), request.getRevise()));
  }

  @Override
  public void getGroup(GetGroupRequest request, StreamObserver<GetGroupResponse> reply) {
    now(reply, () -> records.get(OrderReader.key(request.getKey()), request.getIncludeTexts()));
  }

  @Override
  public void listGroups(ListGroupsRequest request, StreamObserver<ListGroupsResponse> reply) {
    now(reply, () -> records.list(request));
  }

  @Override
  public void closeGroup(CloseGroupRequest request, StreamObserver<CloseGroupResponse> reply) {
    answer(
        reply,
        () ->
            rollouts
                .close(OrderReader.key(request.getKey()))
                .thenApply(score -> CloseGroupResponse.newBuilder().setScore(score).build()));
  }

  @Override
  public void cancelGroup(CancelGroupRequest request, StreamObserver<CancelGroupResponse> reply) {
    now(
        reply,
        () -> {
          GroupKey key = OrderReader.key(request.getKey());
          boolean running = groups.cancel(key);
          boolean open = rollouts.cancel(key);
          return CancelGroupResponse.newBuilder().setCancelled(running || open).build();
        });
  }

  @Override
  public void cancelRun(CancelRunRequest request, StreamObserver<CancelRunResponse> reply) {
    now(
        reply,
        () -> {
          OrderReader.requireRunId(request.getRunId());
          Integer attempt = request.hasRunAttempt() ? request.getRunAttempt() : null;
          int cancelled =
              groups.cancelRun(request.getRunId(), attempt)
                  + rollouts.cancelRun(request.getRunId(), attempt);
          return CancelRunResponse.newBuilder().setGroupsCancelled(cancelled).build();
        });
  }

  @Override
  public void computeAdvantage(
      ComputeAdvantageRequest request, StreamObserver<ComputeAdvantageResponse> reply) {
    now(reply, () -> EquationWire.advantages(request));
  }

  @Override
  public void scoreCritiques(
      ScoreCritiquesRequest request, StreamObserver<ScoreCritiquesResponse> reply) {
    now(reply, () -> EquationWire.critiqueRewards(request));
  }

  /// On a thread of its own: the call's own thread must be free to learn that the caller reads on.
  @Override
  public void replayRun(ReplayRunRequest request, StreamObserver<ReplayRunResponse> replies) {
    ServerCallStreamObserver<ReplayRunResponse> call =
        (ServerCallStreamObserver<ReplayRunResponse>) replies;
    PacedReplies<ReplayRunResponse> paced = new PacedReplies<>(call);
    var _ =
        CompletableFuture.runAsync(() -> replay.replay(request, paced), Thread::startVirtualThread)
            .whenComplete(
                (done, failure) -> {
                  if (call.isCancelled()) {
                    return;
                  }
                  if (failure == null) {
                    call.onCompleted();
                  } else {
                    call.onError(Statuses.exception(failure));
                  }
                });
  }

  @Override
  public void getServerInfo(
      GetServerInfoRequest request, StreamObserver<GetServerInfoResponse> reply) {
    now(reply, info::read);
  }

  /// Blocking work, done on the calling virtual thread.
  private <T> void now(StreamObserver<T> reply, Supplier<T> work) {
    answer(reply, () -> CompletableFuture.completedFuture(work.get()));
  }

  private <T> void answer(StreamObserver<T> reply, Supplier<CompletableFuture<T>> work) {
    ServerCallStreamObserver<T> call = (ServerCallStreamObserver<T>) reply;
    call.setOnCancelHandler(
        () -> {}); // a lost caller detaches: its work goes on and a retry joins it
    var _ =
        withTimeLimit(CompletableFuture.completedFuture(work).thenCompose(Supplier::get))
            .whenComplete(
                (message, failure) -> {
                  if (call.isCancelled()) {
                    return;
                  }
                  if (failure == null) {
                    call.onNext(message);
                    call.onCompleted();
                  } else {
                    call.onError(Statuses.exception(failure));
                  }
                });
  }

  /// Every call has a deadline: the caller's, which gRPC itself holds, or else the server's.
  private <T> CompletableFuture<T> withTimeLimit(CompletableFuture<T> answer) {
    return Context.current().getDeadline() != null
        ? answer
        : answer.copy().orTimeout(properties.defaultDeadline().toMillis(), TimeUnit.MILLISECONDS);
  }
}
