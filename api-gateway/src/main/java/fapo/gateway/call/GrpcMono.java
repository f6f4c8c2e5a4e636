package fapo.gateway.call;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/// Turns a unary call of an async stub into a `Mono` whose cancellation cancels the call.
public final class GrpcMono {
  private GrpcMono() {}

  /// @param start begins the call, for example `observer -> stub.verify(request, observer)`
  public static <R> Mono<R> of(Consumer<StreamObserver<R>> start) {
    return Mono.create(
        sink -> {
          var answer = new Answer<R>(sink);
          start.accept(answer);
          sink.onCancel(answer::cancel);
        });
  }

  private static final class Answer<R> implements ClientResponseObserver<Object, R> {
    private final MonoSink<R> sink;
    private @Nullable ClientCallStreamObserver<Object> call;

    Answer(MonoSink<R> sink) {
      this.sink = sink;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Object> started) {
      call = started;
    }

    void cancel() {
      if (call != null) {
        call.cancel("the HTTP client went away", null);
      }
    }

    @Override
    public void onNext(R reply) {
      sink.success(reply);
    }

    @Override
    public void onError(Throwable failure) {
      sink.error(failure);
    }

    @Override
    public void onCompleted() {
      sink.success();
    }
  }
}
