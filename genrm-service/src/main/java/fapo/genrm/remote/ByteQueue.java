package fapo.genrm.remote;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of a response, taken piece by piece with a time-out. The next piece is asked for when
/// one is taken, so a reader that is slow slows the sender.
final class ByteQueue implements BodySubscriber<ByteQueue> {
  /// What the body did next.
  sealed interface Signal {
    record Bytes(ByteBuffer bytes) implements Signal {}

    record End() implements Signal {}

    record Broken(Throwable cause) implements Signal {}

    /// Nothing arrived in time.
    record Quiet() implements Signal {}
  }

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private Flow.@Nullable Subscription subscription;
  private boolean cancelled;

  Signal take(long nanos) throws InterruptedException {
    @Nullable Signal signal = signals.poll(nanos, TimeUnit.NANOSECONDS);
    if (signal instanceof Signal.Bytes) {
      more();
    }
    return signal == null ? new Signal.Quiet() : signal;
  }

  /// Closes the connection where the body is not at its end.
  synchronized void cancel() {
    cancelled = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  @Override
  public CompletionStage<ByteQueue> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription opened) {
    subscription = opened;
    if (cancelled) {
      opened.cancel();
    } else {
      opened.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    int size = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size);
    buffers.forEach(bytes::put);
    signals.add(new Signal.Bytes(bytes.flip()));
  }

  @Override
  public void onError(Throwable cause) {
    signals.add(new Signal.Broken(cause));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.End());
  }

  private synchronized void more() {
    if (subscription != null) {
      subscription.request(1);
    }
  }
}
