package fapo.genrm;

import com.google.rpc.Code;
import com.google.rpc.Status;
import fapo.genrm.v1.CritiqueBatchRequest;
import fapo.genrm.v1.CritiqueBatchResponse;
import fapo.genrm.v1.CritiqueBatchResult;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.wire.RefusedException;
import io.grpc.Context;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stream of batches. Each message is answered as a whole, in completion order.
///
/// A batch that only computes is answered on the calling thread; one that generates runs aside, a
/// thread a request. The next message is asked for when one is answered and the client reads, so
/// neither side can flood the other.
final class BatchStream implements StreamObserver<CritiqueBatchRequest> {
  private static final Logger log = LoggerFactory.getLogger(BatchStream.class);
  private static final int WINDOW = 64;

  private final CritiqueDesk desk;
  private final ServerCallStreamObserver<CritiqueBatchResponse> replies;
  private final Executor aside;
  private int open;
  private int owed;
  private boolean halfClosed;

  BatchStream(
      CritiqueDesk desk, ServerCallStreamObserver<CritiqueBatchResponse> replies, Executor aside) {
    this.desk = desk;
    this.replies = replies;
    this.aside = Context.currentContextExecutor(aside);
    replies.disableAutoRequest();
    replies.setOnCancelHandler(() -> {});
    replies.setOnReadyHandler(this::requestOwed);
    replies.request(WINDOW);
  }

  @Override
  public void onNext(CritiqueBatchRequest batch) {
    opened();
    if (batch.getRequestsList().stream().noneMatch(this::generates)) {
      reply(batch, batch.getRequestsList().stream().map(this::result).toList());
      return;
    }
    List<CompletableFuture<CritiqueBatchResult>> results =
        batch.getRequestsList().stream()
            .map(request -> CompletableFuture.supplyAsync(() -> result(request), aside))
            .toList();
    CompletableFuture<?> _ =
        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
            .thenRun(() -> reply(batch, results.stream().map(CompletableFuture::join).toList()))
            .exceptionally(this::fail);
  }

  @Override
  public void onError(Throwable failure) {
    log.debug("batch stream ended by its client: {}", failure.getMessage());
  }

  @Override
  public synchronized void onCompleted() {
    halfClosed = true;
    completeWhenAnswered();
  }

  private boolean generates(CritiqueRequest request) {
    try {
      return desk.generates(request);
    } catch (RefusedException _) {
      return false;
    }
  }

  private CritiqueBatchResult result(CritiqueRequest request) {
    try {
      return CritiqueBatchResult.newBuilder().setVerdict(desk.judge(request, _ -> {})).build();
    } catch (RefusedException refused) {
      return CritiqueBatchResult.newBuilder().setRefused(Statuses.of(refused)).build();
    }
  }

  private synchronized void opened() {
    open++;
  }

  private synchronized void reply(CritiqueBatchRequest batch, List<CritiqueBatchResult> results) {
    replies.onNext(
        CritiqueBatchResponse.newBuilder()
            .setSequence(batch.getSequence())
            .addAllResults(results)
            .build());
    open--;
    owed++;
    requestOwed();
    completeWhenAnswered();
  }

  private synchronized void requestOwed() {
    if (owed > 0 && replies.isReady()) {
      replies.request(owed);
      owed = 0;
    }
  }

  private void completeWhenAnswered() {
    if (halfClosed && open == 0) {
      replies.onCompleted();
    }
  }

  private synchronized @Nullable Void fail(Throwable failure) {
    log.error("a batch failed", failure);
    replies.onError(
        StatusProto.toStatusRuntimeException(
            Status.newBuilder()
                .setCode(Code.INTERNAL.getNumber())
                .setMessage("internal error; see the service's log")
                .build()));
    return null;
  }
}
