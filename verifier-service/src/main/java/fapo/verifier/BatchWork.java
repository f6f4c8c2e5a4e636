package fapo.verifier;

import fapo.verifier.v1.VerifyBatchRequest;
import fapo.verifier.v1.VerifyBatchResponse;
import fapo.verifier.v1.VerifyBatchResult;
import fapo.verifier.v1.VerifyRequest;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The checks of all streams, on as many threads as there are cores. How much waits here is bounded
/// by the streams: each holds no more than {@link BatchStream} lets it.
final class BatchWork implements AutoCloseable {
  /// Checks of one message done one after the other: many enough that handing them over costs
  /// nothing beside them, few enough that one message is spread over the cores.
  private static final int CHECKS_A_TASK = 64;

  /// How long a stream that has no more to send has for saying so, once the server stops.
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Checks checks;
  private final int maxChecksPerMessage;
  private final ExecutorService workers;
  private final Set<BatchStream> open = ConcurrentHashMap.newKeySet();

  /// @param threads at least 1
  BatchWork(Checks checks, int maxChecksPerMessage, int threads) {
    this.checks = checks;
    this.maxChecksPerMessage = maxChecksPerMessage;
    this.workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("verifier-batch-", 0).factory());
  }

  BatchStream open(ServerCallStreamObserver<VerifyBatchResponse> replies) {
    BatchStream stream = new BatchStream(this::answer, replies, open::remove);
    open.add(stream);
    return stream;
  }

  /// The results in the order of the requests.
  CompletableFuture<VerifyBatchResponse> answer(VerifyBatchRequest batch) {
    int count = batch.getRequestsCount();
    VerifyBatchResult[] results = new VerifyBatchResult[count];
    CompletableFuture<?>[] parts =
        new CompletableFuture<?>[(count + CHECKS_A_TASK - 1) / CHECKS_A_TASK];
    for (int part = 0; part < parts.length; part++) {
      int from = part * CHECKS_A_TASK;
      int to = Math.min(count, from + CHECKS_A_TASK);
      parts[part] = CompletableFuture.runAsync(() -> fill(batch, results, from, to), workers);
    }
    return CompletableFuture.allOf(parts)
        .thenApply(
            _ ->
                VerifyBatchResponse.newBuilder()
                    .setSequence(batch.getSequence())
                    .addAllResults(java.util.Arrays.asList(results))
                    .build());
  }

  /// For the end of the server: streams that are open now answer what they have read, and then end
  /// as UNAVAILABLE, unless they end by themselves.
  void drain() {
    Set<BatchStream> now = Set.copyOf(open);
    Thread.ofVirtual()
        .name("verifier-drain")
        .start(
            () -> {
              try {
                Thread.sleep(LAST_WORDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              now.forEach(BatchStream::drain);
            });
  }

  @Override
  public void close() {
    workers.shutdown();
  }

  private void fill(VerifyBatchRequest batch, VerifyBatchResult[] results, int from, int to) {
    for (int i = from; i < to; i++) {
      VerifyRequest request = batch.getRequests(i);
      results[i] =
          i < maxChecksPerMessage
              ? checks.result(request, "requests[" + i + "].")
              : checks.tooMany(batch.getRequestsCount(), maxChecksPerMessage);
    }
  }
}
