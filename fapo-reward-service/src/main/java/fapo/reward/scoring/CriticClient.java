package fapo.reward.scoring;

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
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Asks the genrm-service for the critiques of one group.
public final class CriticClient {
  private static final long LISTING_SECONDS = 5;

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

  /// @throws io.grpc.StatusRuntimeException where the genrm-service cannot be reached
  ListCriticsResponse critics() {
    return blocking
        .withDeadlineAfter(LISTING_SECONDS, TimeUnit.SECONDS)
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
