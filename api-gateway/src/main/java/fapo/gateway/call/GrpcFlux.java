package fapo.gateway.call;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/// Turns a server-streaming call of an async stub into a `Flux`: demand is passed on, so a slow
/// reader slows the server;
/// cancellation cancels the call.
public final class GrpcFlux {
  private GrpcFlux() {}

  /// @param start begins the call, for example `observer -> stub.replayRun(request, observer)`
  public static <R> Flux<R> of(Consumer<StreamObserver<R>> start) {
    return Flux.create(
        sink -> {
          var replies = new Replies<R>(sink);
          start.accept(replies);
          sink.onRequest(replies::request);
          sink.onCancel(replies::cancel);
        });
  }

  private static final class Replies<R> implements ClientResponseObserver<Object, R> {
    private final FluxSink<R> sink;
    private @Nullable ClientCallStreamObserver<Object> call;

    Replies(FluxSink<R> sink) {
      this.sink = sink;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Object> started) {
      started.disableAutoRequestWithInitial(0);
      call = started;
    }

    void request(long replies) {
      if (call != null) {
        call.request((int) Math.min(replies, Integer.MAX_VALUE));
      }
    }

    void cancel() {
      if (call != null) {
        call.cancel("the HTTP client went away", null);
      }
    }

    @Override
    public void onNext(R reply) {
      sink.next(reply);
    }

    @Override
    public void onError(Throwable failure) {
      sink.error(failure);
    }

    @Override
    public void onCompleted() {
      sink.complete();
    }
  }
}
