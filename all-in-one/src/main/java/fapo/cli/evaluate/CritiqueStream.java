package fapo.cli.evaluate;

import fapo.genrm.v1.CritiqueBatchRequest;
import fapo.genrm.v1.CritiqueBatchResponse;
import fapo.genrm.v1.CritiqueBatchResult;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.GenrmServiceGrpc;
import fapo.genrm.v1.Solution;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Asks the critic about solutions over one stream with a bounded window.
public final class CritiqueStream {
  /// Hears one solution's result at a time, in completion order.
  public interface Sink {
    void critiqued(Labelled row, CritiqueBatchResult result) throws IOException;
  }

  // ProcessBench has no reference answers, and the paper measures on it without.
  private static final String WITHOUT_REFERENCE = "fapo-paragraph-noref-v1";

  private final Sink sink;
  private final int window;
  private final Semaphore room;
  private final CritiqueOptions options;
  private final CritiqueOptions withoutReference;
  private final StreamObserver<CritiqueBatchRequest> requests;
  private final Map<Long, Labelled> asked = new ConcurrentHashMap<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private long next;

  public CritiqueStream(Channel channel, CritiqueOptions options, int window, Sink sink) {
    this.sink = sink;
    this.window = window;
    this.room = new Semaphore(window);
    this.options = options;
    this.withoutReference =
        options.getTemplateId().isEmpty()
            ? options.toBuilder().setTemplateId(WITHOUT_REFERENCE).build()
            : options;
    this.requests =
        GenrmServiceGrpc.newStub(channel)
            .withMaxInboundMessageSize(Integer.MAX_VALUE)
            .critiqueBatch(new Replies());
  }

  /// @return false once the stream has failed; {@link #finish} then says why
  public boolean send(Labelled row) throws InterruptedException {
    room.acquire();
    if (ended.isDone()) {
      return false;
    }
    long sequence = next++;
    asked.put(sequence, row);
    requests.onNext(
        CritiqueBatchRequest.newBuilder()
            .setSequence(sequence)
            .addRequests(request(row.material()))
            .build());
    return true;
  }

  private CritiqueRequest request(Labelled.Material material) {
    return CritiqueRequest.newBuilder()
        .setProblem(material.problem())
        .setReference(material.reference())
        .setSolution(Solution.newBuilder().addAllSteps(material.steps()))
        .setOptions(material.reference().isEmpty() ? withoutReference : options)
        .build();
  }

  /// Waits for the rest.
  ///
  /// @throws java.util.concurrent.CompletionException where the stream failed, or the sink
  public void finish() {
    if (!ended.isDone()) {
      requests.onCompleted();
    }
    ended.join();
  }

  private final class Replies implements StreamObserver<CritiqueBatchResponse> {
    @Override
    public void onNext(CritiqueBatchResponse reply) {
      Labelled row = asked.remove(reply.getSequence());
      if (row != null && reply.getResultsCount() > 0 && !ended.isDone()) {
        take(row, reply.getResults(0));
      }
    }

    private void take(Labelled row, CritiqueBatchResult result) {
      try {
        sink.critiqued(row, result);
        room.release();
      } catch (IOException e) { // a result that cannot be kept: asking on would be in vain
        onError(e);
      }
    }

    @Override
    public void onError(Throwable failure) {
      ended.completeExceptionally(failure);
      room.release(window);
    }

    @Override
    public void onCompleted() {
      ended.complete(null);
      room.release(window);
    }
  }
}
