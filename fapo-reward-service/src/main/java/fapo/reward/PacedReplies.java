package fapo.reward;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Sends replies no faster than the caller reads them; blocks its (virtual) thread in
/// between, which must not be the one that the call itself runs on.
final class PacedReplies<T> implements Consumer<T> {
  private final ServerCallStreamObserver<T> replies;
  private final Semaphore changed = new Semaphore(0);

  /// To be made before the call's method returns.
  PacedReplies(ServerCallStreamObserver<T> replies) {
    this.replies = replies;
    this.replies.setOnReadyHandler(changed::release);
    this.replies.setOnCancelHandler(changed::release);
  }

  @Override
  public void accept(T reply) {
    while (!replies.isReady()) {
      if (replies.isCancelled()) {
        throw Status.CANCELLED.withDescription("the caller went away").asRuntimeException();
      }
      changed.acquireUninterruptibly();
    }
    replies.onNext(reply);
  }
}
