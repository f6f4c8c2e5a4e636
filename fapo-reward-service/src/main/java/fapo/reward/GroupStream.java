package fapo.reward;

import fapo.reward.v1.GroupScore;
import fapo.reward.v1.ScoreGroupsRequest;
import fapo.reward.v1.ScoreGroupsResponse;
import fapo.reward.v1.ScoringPolicy;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One call of `ScoreGroups`: takes groups while fewer than `window` are in work and the caller
/// reads its replies, and answers each as soon as it is scored. A group that is refused never ends
/// the stream.
final class GroupStream implements StreamObserver<ScoreGroupsRequest> {
  private final ServerCallStreamObserver<ScoreGroupsResponse> replies;
  private final BiFunction<ScoreGroupsRequest, ScoringPolicy, CompletableFuture<GroupScore>> score;
  private @Nullable ScoringPolicy first;
  private int inWork;
  private int owed;
  private boolean halfClosed;

  GroupStream(
      StreamObserver<ScoreGroupsResponse> replies,
      int window,
      BiFunction<ScoreGroupsRequest, ScoringPolicy, CompletableFuture<GroupScore>> score) {
    this.replies = (ServerCallStreamObserver<ScoreGroupsResponse>) replies;
    this.score = score;
    this.replies.disableAutoRequest();
    this.replies.setOnReadyHandler(this::takeOwed);
    this.replies.setOnCancelHandler(() -> {}); // the work detaches; late replies are dropped
    this.replies.request(window);
  }

  @Override
  public void onNext(ScoreGroupsRequest request) {
    ScoringPolicy policy;
    synchronized (this) {
      if (first == null) {
        first = request.getPolicy();
      }
      policy = request.hasPolicy() ? request.getPolicy() : first;
      inWork++;
    }
    // A refusal that is thrown while the request is read becomes this group's reply, like any
    // other.
    var _ =
        CompletableFuture.completedFuture(request)
            .thenCompose(group -> score.apply(group, policy))
            .whenComplete((answer, failure) -> reply(request.getSequence(), answer, failure));
  }

  private synchronized void reply(
      long sequence, @Nullable GroupScore answer, @Nullable Throwable failure) {
    ScoreGroupsResponse.Builder reply = ScoreGroupsResponse.newBuilder().setSequence(sequence);
    if (failure != null) {
      reply.setError(Statuses.of(failure));
    } else if (answer != null) {
      reply.setScore(answer);
    }
    inWork--;
    owed++;
    if (replies.isCancelled()) {
      return;
    }
    replies.onNext(reply.build());
    if (halfClosed && inWork == 0) {
      replies.onCompleted();
    } else {
      takeOwed();
    }
  }

  /// A caller that does not read gets no further groups taken.
  private synchronized void takeOwed() {
    if (owed > 0 && replies.isReady()) {
      replies.request(owed);
      owed = 0;
    }
  }

  @Override
  public synchronized void onError(Throwable gone) {
    halfClosed = true;
  }

  @Override
  public synchronized void onCompleted() {
    halfClosed = true;
    if (inWork == 0) {
      replies.onCompleted();
    }
  }
}
