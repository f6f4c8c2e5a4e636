package fapo.verifier;

import com.google.rpc.Status;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.UnusableReferenceException;
import fapo.verifier.v1.VerifierServiceGrpc.VerifierServiceImplBase;
import fapo.verifier.v1.VerifyBatchRequest;
import fapo.verifier.v1.VerifyBatchResponse;
import fapo.verifier.v1.VerifyBatchResult;
import fapo.verifier.v1.VerifyRequest;
import fapo.verifier.v1.VerifyResponse;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;

/// Answers checks over gRPC. A check is microseconds of pure computation, so it runs on the thread
/// that received it.
final class VerifierEndpoint extends VerifierServiceImplBase {
  private final AnswerVerifier verifier;
  private final int maxChecksPerMessage;

  VerifierEndpoint(AnswerVerifier verifier, int maxChecksPerMessage) {
    this.verifier = verifier;
    this.maxChecksPerMessage = maxChecksPerMessage;
  }

  @Override
  public void verify(VerifyRequest request, StreamObserver<VerifyResponse> replies) {
    VerifyBatchResult result = result(request, "");
    if (result.hasRefused()) {
      replies.onError(StatusProto.toStatusRuntimeException(result.getRefused()));
      return;
    }
    replies.onNext(result.getResponse());
    replies.onCompleted();
  }

  @Override
  public StreamObserver<VerifyBatchRequest> verifyBatch(
      StreamObserver<VerifyBatchResponse> replies) {
    return new BatchStream(this::answer, replies);
  }

  private VerifyBatchResponse answer(VerifyBatchRequest batch) {
    VerifyBatchResponse.Builder answer =
        VerifyBatchResponse.newBuilder().setSequence(batch.getSequence());
    for (int i = 0; i < batch.getRequestsCount(); i++) {
      answer.addResults(
          i < maxChecksPerMessage
              ? result(batch.getRequests(i), "requests[" + i + "].")
              : refused(tooMany(batch)));
    }
    return answer.build();
  }

  private VerifyBatchResult result(VerifyRequest request, String path) {
    long started = System.nanoTime();
    try {
      VerifierWire.Question question = VerifierWire.question(request, path);
      VerifyResponse response =
          VerifierWire.response(
              verifier.check(question.candidate(), question.references(), question.options()),
              question,
              System.nanoTime() - started);
      return VerifyBatchResult.newBuilder().setResponse(response).build();
    } catch (RefusedException refused) {
      return refused(Statuses.of(refused));
    } catch (UnusableReferenceException refused) {
      return refused(Statuses.of(refused));
    }
  }

  private Status tooMany(VerifyBatchRequest batch) {
    return Statuses.of(
        new RefusedException(
            VerifierWire.violation(
                "requests",
                "%d checks (expected: at most %d)"
                    .formatted(batch.getRequestsCount(), maxChecksPerMessage))));
  }

  private static VerifyBatchResult refused(Status status) {
    return VerifyBatchResult.newBuilder().setRefused(status).build();
  }
}
