package fapo.verifier;

import fapo.verifier.v1.VerifyBatchRequest;
import fapo.verifier.v1.VerifyBatchResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One stream of batches, answered as they are done. The next message is asked for only while the
/// client reads its answers and what is under way is little, so that neither side can flood the
/// other, and a slow reader costs no memory.
final class BatchStream implements StreamObserver<VerifyBatchRequest> {
  /// Messages of one stream under way at a time.
  private static final int MOST_UNDER_WAY = 64;

  /// Bytes of them, beyond which no further message is asked for.
  private static final long BYTES_UNDER_WAY = 8 << 20;

  private final Function<VerifyBatchRequest, CompletableFuture<VerifyBatchResponse>> answer;
  private final ServerCallStreamObserver<VerifyBatchResponse> replies;
  private final Consumer<BatchStream> ended;
  private int underWay;
  private long bytesUnderWay;
  private boolean asked;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    /// The client has sent all it had.
    HALF_CLOSED,
    /// The server stops: nothing more is read.
    DRAINING,
    OVER
  }

  /// @param ended told once nothing more will happen
  BatchStream(
      Function<VerifyBatchRequest, CompletableFuture<VerifyBatchResponse>> answer,
      ServerCallStreamObserver<VerifyBatchResponse> replies,
      Consumer<BatchStream> ended) {
    this.answer = answer;
    this.replies = replies;
    this.ended = ended;
    replies.disableAutoRequest();
    replies.setOnCancelHandler(this::over);
    replies.setOnReadyHandler(this::ask);
    asked = true;
    replies.request(1);
  }

  @Override
  public void onNext(VerifyBatchRequest batch) {
    long bytes = batch.getSerializedSize();
    synchronized (this) {
      asked = false;
      underWay++;
      bytesUnderWay += bytes;
    }
    // Outside the lock: where the result is there at once, it is sent from here.
    CompletableFuture<?> done =
        answer.apply(batch).whenComplete((reply, failure) -> done(bytes, reply, failure));
    if (!done.isDone()) {
      ask();
    }
  }

  @Override
  public void onError(Throwable failure) {
    over();
  }

  @Override
  public synchronized void onCompleted() {
    if (state == State.OPEN || state == State.DRAINING) {
      state = State.HALF_CLOSED;
      endIfDone();
    }
  }

  /// Answers what is under way, and then ends as UNAVAILABLE.
  synchronized void drain() {
    if (state == State.OPEN) {
      state = State.DRAINING;
      endIfDone();
    }
  }

  private synchronized void done(
      long bytes, @Nullable VerifyBatchResponse reply, @Nullable Throwable failure) {
    underWay--;
    bytesUnderWay -= bytes;
    if (state == State.OVER) {
      return;
    }
    if (reply == null) {
      over();
      replies.onError(Status.INTERNAL.withCause(failure).asRuntimeException());
      return;
    }
    replies.onNext(reply);
    endIfDone();
    ask();
  }

  private synchronized void ask() {
    if (state == State.OPEN
        && !asked
        && underWay < MOST_UNDER_WAY
        && bytesUnderWay < BYTES_UNDER_WAY
        && replies.isReady()) {
      asked = true;
      replies.request(1);
    }
  }

  private void endIfDone() {
    if (underWay > 0) {
      return;
    }
    switch (state) {
      case HALF_CLOSED -> {
        over();
        replies.onCompleted();
      }
      case DRAINING -> {
        over();
        replies.onError(
            Status.UNAVAILABLE
                .withDescription("the server stops: what has no reply can be sent again")
                .asRuntimeException());
      }
      case OPEN, OVER -> {}
    }
  }

  private synchronized void over() {
    state = State.OVER;
    ended.accept(this);
  }
}
