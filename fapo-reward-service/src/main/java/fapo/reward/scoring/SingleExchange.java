package fapo.reward.scoring;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One message out, one message back over a batch method, waited for on a virtual thread.
///
/// An interrupt of the waiting thread cancels the call, so that the callee frees its work.
final class SingleExchange<Q, R> implements ClientResponseObserver<Q, R> {
  private final Q request;
  private final CompletableFuture<R> reply = new CompletableFuture<>();
  private @Nullable ClientCallStreamObserver<Q> call;

  private SingleExchange(Q request) {
    this.request = request;
  }

  /// @param open starts the stream with the given observer of its replies and returns the observer
  ///     of its requests
  /// @throws StatusRuntimeException what the call ended with
  static <Q, R> R exchange(Q request, Consumer<ClientResponseObserver<Q, R>> open) {
    SingleExchange<Q, R> exchange = new SingleExchange<>(request);
    open.accept(exchange);
    ClientCallStreamObserver<Q> call = exchange.started();
    call.onNext(exchange.request);
    call.onCompleted();
    return exchange.await(call);
  }

  private ClientCallStreamObserver<Q> started() {
    if (call == null) {
      throw new IllegalStateException("the stream was not started");
    }
    return call;
  }

  private R await(ClientCallStreamObserver<Q> started) {
    try {
      return reply.get();
    } catch (InterruptedException interrupted) {
      started.cancel("the work was cancelled", interrupted);
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("the work was cancelled").asRuntimeException();
    } catch (ExecutionException failed) {
      throw Status.fromThrowable(failed.getCause()).asRuntimeException();
    }
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> requests) {
    call = requests;
  }

  @Override
  public void onNext(R message) {
    reply.complete(message);
  }

  @Override
  public void onError(Throwable failure) {
    reply.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    reply.completeExceptionally(
        Status.INTERNAL.withDescription("the callee ended without a reply").asRuntimeException());
  }
}
