package fapo.reward;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.reward.v1.GroupScore;
import fapo.reward.v1.ScoreGroupsRequest;
import fapo.reward.v1.ScoreGroupsResponse;
import fapo.reward.v1.ScoringPolicy;
import fapo.reward.wire.RefusedException;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GroupStreamTest {
  private final Call call = new Call();
  private final List<CompletableFuture<GroupScore>> works = new ArrayList<>();
  private final List<ScoringPolicy> policies = new ArrayList<>();
  private final GroupStream stream = new GroupStream(call, 4, this::score);

  @Test
  void takesAsManyGroupsAsItsWindowAndOneMoreForEachReply() {
    assertThat(call.requested).isEqualTo(4);
    send(1, 2, 3, 4);
    works.get(2).complete(GroupScore.getDefaultInstance());
    assertThat(call.requested).isEqualTo(5);
    assertThat(call.sent).extracting(ScoreGroupsResponse::getSequence).containsExactly(3L);
  }

  @Test
  void takesNoFurtherGroupsFromACallerThatDoesNotRead() {
    send(1, 2, 3, 4);
    call.ready = false;
    works.forEach(work -> work.complete(GroupScore.getDefaultInstance()));
    assertThat(call.requested).as("none beyond the window").isEqualTo(4);
    call.ready = true;
    call.onReady.run();
    assertThat(call.requested).as("all that are owed, at once").isEqualTo(8);
  }

  @Test
  void endsWhenTheCallerIsDoneAndEverythingIsAnswered() {
    send(1, 2);
    stream.onCompleted();
    works.get(0).complete(GroupScore.getDefaultInstance());
    assertThat(call.completed).isZero();
    works.get(1).complete(GroupScore.getDefaultInstance());
    assertThat(call.completed).isEqualTo(1);
  }

  @Test
  void endsAtOnceWhereNothingWasAsked() {
    stream.onCompleted();
    assertThat(call.completed).isEqualTo(1);
  }

  @Test
  void answersARefusalAndGoesOn() {
    send(0, 1);
    works.getFirst().complete(GroupScore.getDefaultInstance());
    assertThat(call.sent.getFirst().getError().getCode())
        .isEqualTo(Status.Code.FAILED_PRECONDITION.value());
    assertThat(call.sent.get(1).hasScore()).isTrue();
  }

  @Test
  void sendsNothingToACallerThatIsGone() {
    send(1);
    call.cancelled = true;
    stream.onError(Status.CANCELLED.asRuntimeException());
    works.getFirst().complete(GroupScore.getDefaultInstance());
    assertThat(call.sent).isEmpty();
    assertThat(call.completed).isZero();
  }

  @Test
  void appliesTheFirstPolicyWhereAMessageHasNone() {
    ScoringPolicy first = ScoringPolicy.newBuilder().setFlawPenalty(0.5).build();
    ScoringPolicy other = ScoringPolicy.newBuilder().setFlawPenalty(2).build();
    stream.onNext(ScoreGroupsRequest.newBuilder().setSequence(1).setPolicy(first).build());
    stream.onNext(ScoreGroupsRequest.newBuilder().setSequence(2).setPolicy(other).build());
    stream.onNext(ScoreGroupsRequest.newBuilder().setSequence(3).build());
    assertThat(policies).containsExactly(first, other, first);
  }

  private void send(int... sequences) {
    for (int sequence : sequences) {
      stream.onNext(ScoreGroupsRequest.newBuilder().setSequence(sequence).build());
    }
  }

  private CompletableFuture<GroupScore> score(ScoreGroupsRequest request, ScoringPolicy policy) {
    if (request.getSequence() == 0) {
      throw new RefusedException(RefusedException.Reason.REFERENCE_UNREADABLE, "task.references");
    }
    policies.add(policy);
    CompletableFuture<GroupScore> work = new CompletableFuture<>();
    works.add(work);
    return work;
  }

  /// The server's side of one call, without a transport.
  private static final class Call extends ServerCallStreamObserver<ScoreGroupsResponse> {
    private final List<ScoreGroupsResponse> sent = new ArrayList<>();
    private int requested;
    private int completed;
    private boolean ready = true;
    private boolean cancelled;
    private Runnable onReady = () -> {};

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      onReady = handler;
    }

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void disableAutoRequest() {}

    @Override
    public void request(int count) {
      requested += count;
    }

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void onNext(ScoreGroupsResponse reply) {
      sent.add(reply);
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onCompleted() {
      completed++;
    }
  }
}
