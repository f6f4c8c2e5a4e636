package fapo.reward.scoring;

import fapo.genrm.v1.CancelCritiquesRequest;
import fapo.genrm.v1.CritiqueBatchRequest;
import fapo.genrm.v1.CritiqueBatchResponse;
import fapo.genrm.v1.CritiqueBatchResult;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.GenrmServiceGrpc;
import fapo.genrm.v1.ListCriticsRequest;
import fapo.genrm.v1.ListCriticsResponse;
import fapo.reward.resilience.CallGuard;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Asks the genrm-service for the critiques of one group.
public final class CriticClient {
  private static final long SHORT_SECONDS = 5;

  private final GenrmServiceGrpc.GenrmServiceStub stub;
  private final GenrmServiceGrpc.GenrmServiceBlockingStub blocking;
  private final CallGuard guard;

  public CriticClient(Channel channel, CallGuard guard) {
    this.stub = GenrmServiceGrpc.newStub(channel);
    this.blocking = GenrmServiceGrpc.newBlockingStub(channel);
    this.guard = guard;
  }

  /// One result a request, in request order.
  ///
  /// @throws io.grpc.StatusRuntimeException where the critic could not be asked
  List<CritiqueBatchResult> critique(List<CritiqueRequest> requests) {
    CritiqueBatchRequest batch = CritiqueBatchRequest.newBuilder().addAllRequests(requests).build();
    return guard.call(
        deadline -> {
          CritiqueBatchResponse reply =
              SingleExchange.exchange(
                  batch, replies -> stub.withDeadline(deadline).critiqueBatch(replies));
          return complete(reply.getResultsList(), requests.size());
        });
  }

  /// Frees the work of these requests; does not wait for it.
  void cancel(List<CritiqueRequest> requests) {
    CancelCritiquesRequest works =
        CancelCritiquesRequest.newBuilder()
            .addAllWorkIds(requests.stream().map(CritiqueRequest::getWorkId).toList())
            .build();
    stub.withDeadlineAfter(SHORT_SECONDS, TimeUnit.SECONDS)
        .cancelCritiques(works, new NobodyListens<>());
  }

  /// Work that could not be freed ends by itself.
  private static final class NobodyListens<T> implements StreamObserver<T> {
    @Override
    public void onNext(T reply) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }

  /// @throws io.grpc.StatusRuntimeException where the genrm-service cannot be reached
  ListCriticsResponse critics() {
    return blocking
        .withDeadlineAfter(SHORT_SECONDS, TimeUnit.SECONDS)
        .listCritics(ListCriticsRequest.getDefaultInstance());
  }

  private static List<CritiqueBatchResult> complete(
      List<CritiqueBatchResult> results, int expected) {
    if (results.size() != expected) {
      throw Status.INTERNAL
          .withDescription("critic results: " + results.size() + " (expected: " + expected + ")")
          .asRuntimeException();
    }
    return results;
  }
}
