package fapo.verifier;

import fapo.verifier.v1.VerifierServiceGrpc.VerifierServiceImplBase;
import fapo.verifier.v1.VerifyBatchRequest;
import fapo.verifier.v1.VerifyBatchResponse;
import fapo.verifier.v1.VerifyBatchResult;
import fapo.verifier.v1.VerifyRequest;
import fapo.verifier.v1.VerifyResponse;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/// Answers checks over gRPC. One check is microseconds of pure computation, so it runs on the
/// thread that received it; batches use all cores.
final class VerifierEndpoint extends VerifierServiceImplBase {
  private final Checks checks;
  private final BatchWork work;

  VerifierEndpoint(Checks checks, BatchWork work) {
    this.checks = checks;
    this.work = work;
  }

  @Override
  public void verify(VerifyRequest request, StreamObserver<VerifyResponse> replies) {
    VerifyBatchResult result = checks.result(request, "");
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
    return work.open((ServerCallStreamObserver<VerifyBatchResponse>) replies);
  }
}
