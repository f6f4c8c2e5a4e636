package fapo.reward.scoring;

import fapo.reward.resilience.CallGuard;
import fapo.verifier.v1.VerifierServiceGrpc;
import fapo.verifier.v1.VerifyBatchRequest;
import fapo.verifier.v1.VerifyBatchResponse;
import fapo.verifier.v1.VerifyBatchResult;
import fapo.verifier.v1.VerifyRequest;
import io.grpc.Channel;
import io.grpc.Status;
import java.util.List;

/// Asks the verifier-service for the answer checks of one group.
public final class VerifierClient {
  private final VerifierServiceGrpc.VerifierServiceStub stub;
  private final CallGuard guard;

  public VerifierClient(Channel channel, CallGuard guard) {
    this.stub = VerifierServiceGrpc.newStub(channel);
    this.guard = guard;
  }

  /// One result a request, in request order.
  ///
  /// @throws io.grpc.StatusRuntimeException where the verifier could not be asked
  List<VerifyBatchResult> check(List<VerifyRequest> requests) {
    VerifyBatchRequest batch = VerifyBatchRequest.newBuilder().addAllRequests(requests).build();
    return guard.call(
        deadline -> {
          VerifyBatchResponse reply =
              SingleExchange.exchange(
                  batch, replies -> stub.withDeadline(deadline).verifyBatch(replies));
          return complete(reply.getResultsList(), requests.size());
        });
  }

  private static List<VerifyBatchResult> complete(List<VerifyBatchResult> results, int expected) {
    if (results.size() != expected) {
      throw Status.INTERNAL
          .withDescription("verifier results: " + results.size() + " (expected: " + expected + ")")
          .asRuntimeException();
    }
    return results;
  }
}
