package fapo.cli.score;

import com.google.rpc.Code;
import com.google.rpc.Status;
import fapo.cli.rows.GroupRow;
import fapo.reward.v1.GroupKey;
import fapo.reward.v1.RewardServiceGrpc;
import fapo.reward.v1.ScoreGroupsRequest;
import fapo.reward.v1.ScoreGroupsResponse;
import fapo.reward.v1.ScoringPolicy;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Scores groups over one `ScoreGroups` stream with a bounded window, and hands their scores on in
/// the order in which the groups came. Pressure and outages of single groups are tried again.
public final class ScoreStream {
  /// Bytes: the contract's largest message, less what stands around the group.
  private static final long LARGEST = (64 << 20) - 4096;

  private static final int ATTEMPTS = 6;
  private static final long FIRST_DELAY_MILLIS = 200;

  private final Window window;
  private final Consumer<Scored> sink;
  private final ScoringPolicy policy;
  private final GroupKey run;
  private final StreamObserver<ScoreGroupsRequest> requests;
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private final Map<Long, Sent> sent = new HashMap<>();
  private final Map<Long, Scored> early = new HashMap<>();
  private long next;
  private long written;

  /// @param attempt 1-based
  private record Sent(GroupRow row, int attempt, long size) {}

  /// @param run its run id and step are every group's
  /// @param sink hears one group at a time
  public ScoreStream(
      Channel channel, ScoringPolicy policy, GroupKey run, int window, Consumer<Scored> sink) {
    this.window = new Window(window);
    this.sink = sink;
    this.policy = policy;
    this.run = run;
    this.requests =
        RewardServiceGrpc.newStub(channel)
            .withMaxInboundMessageSize(Integer.MAX_VALUE)
            .scoreGroups(new Replies());
  }

  /// Sends a group as soon as the window lets it.
  ///
  /// @return false once the stream has failed; {@link #finish} then says why
  public boolean send(GroupRow row) throws InterruptedException {
    long size = row.group().getSerializedSize();
    long sequence = next++;
    if (!window.enter(sequence, size)) {
      return false;
    }
    if (size > LARGEST) {
      finished(sequence, size, new Scored.Failed(row, tooLarge(size)));
    } else {
      send(sequence, new Sent(row, 1, size));
    }
    return true;
  }

  /// Waits for the rest.
  ///
  /// @throws io.grpc.StatusRuntimeException where the stream failed
  /// @throws UncheckedIOException where the sink did
  public void finish() throws InterruptedException {
    @Nullable Throwable failure = window.drain();
    if (failure instanceof UncheckedIOException sinkFailure) {
      requests.onError(sinkFailure); // nobody hears what else there is
      throw sinkFailure;
    }
    if (failure != null) {
      throw io.grpc.Status.fromThrowable(failure).asRuntimeException();
    }
    synchronized (this) {
      requests.onCompleted();
    }
    var _ = ended.handle((_, _) -> true).join(); // everything is answered already
  }

  private synchronized void send(long sequence, Sent group) {
    sent.put(sequence, group);
    GroupKey key = run.toBuilder().setGroupId(group.row().group().getKey().getGroupId()).build();
    requests.onNext(
        ScoreGroupsRequest.newBuilder()
            .setSequence(sequence)
            .setGroup(group.row().group().toBuilder().setKey(key))
            .setPolicy(policy)
            .build());
  }

  private void answered(ScoreGroupsResponse reply) {
    long sequence = reply.getSequence();
    Sent group;
    synchronized (this) {
      group = sent.remove(sequence);
    }
    if (group == null) {
      return; // an answer to nothing we sent
    }
    if (reply.hasError() && retryable(reply.getError().getCode()) && group.attempt() < ATTEMPTS) {
      again(sequence, group);
      return;
    }
    Scored scored =
        reply.hasError()
            ? new Scored.Failed(group.row(), reply.getError())
            : new Scored.Answered(group.row(), reply.getScore());
    finished(sequence, group.size(), scored);
  }

  /// A sink that cannot take any more ends the stream.
  private void finished(long sequence, long size, Scored scored) {
    try {
      window.leave(size, inOrder(sequence, scored));
    } catch (UncheckedIOException e) {
      window.fail(e);
    }
  }

  private void again(long sequence, Sent group) {
    Executor later =
        CompletableFuture.delayedExecutor(
            FIRST_DELAY_MILLIS << group.attempt(), TimeUnit.MILLISECONDS);
    later.execute(() -> send(sequence, new Sent(group.row(), group.attempt() + 1, group.size())));
  }

  private long inOrder(long sequence, Scored scored) {
    synchronized (early) {
      early.put(sequence, scored);
      Queue<Scored> due = new ArrayDeque<>();
      for (@Nullable Scored one = early.remove(written); one != null; one = early.remove(written)) {
        due.add(one);
        written++;
      }
      due.forEach(sink);
      return written;
    }
  }

  private static Status tooLarge(long size) {
    return Status.newBuilder()
        .setCode(Code.INVALID_ARGUMENT_VALUE)
        .setMessage("group: " + size + " bytes (expected: at most " + LARGEST + ")")
        .build();
  }

  private static boolean retryable(int code) {
    return code == Code.UNAVAILABLE_VALUE || code == Code.RESOURCE_EXHAUSTED_VALUE;
  }

  private final class Replies implements StreamObserver<ScoreGroupsResponse> {
    @Override
    public void onNext(ScoreGroupsResponse reply) {
      answered(reply);
    }

    @Override
    public void onError(Throwable failure) {
      window.fail(failure);
      ended.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      ended.complete(null);
      window.fail(
          io.grpc.Status.UNAVAILABLE
              .withDescription("the server ended the stream")
              .asRuntimeException());
    }
  }
}
