package fapo.verifier;

import fapo.verifier.v1.VerifyBatchRequest;
import fapo.verifier.v1.VerifyBatchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Function;

/// One stream of batches, answered in order. The next message is asked for only while the client
/// reads, so that neither side can flood the other.
final class BatchStream implements StreamObserver<VerifyBatchRequest> {
  private final Function<VerifyBatchRequest, VerifyBatchResponse> answer;
  private final StreamObserver<VerifyBatchResponse> replies;
  private boolean owed;

  BatchStream(
      Function<VerifyBatchRequest, VerifyBatchResponse> answer,
      StreamObserver<VerifyBatchResponse> replies) {
    this.answer = answer;
    this.replies = replies;
    if (replies instanceof ServerCallStreamObserver<VerifyBatchResponse> call) {
      call.disableAutoRequest();
      call.setOnCancelHandler(() -> {});
      call.setOnReadyHandler(() -> ready(call));
      call.request(1);
    }
  }

  @Override
  public void onNext(VerifyBatchRequest batch) {
    replies.onNext(answer.apply(batch));
    owed = true;
    if (replies instanceof ServerCallStreamObserver<VerifyBatchResponse> call) {
      ready(call);
    }
  }

  // Runs on the call's serializing executor, as onNext does.
  private void ready(ServerCallStreamObserver<VerifyBatchResponse> call) {
    if (owed && call.isReady()) {
      owed = false;
      call.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    owed = false;
  }

  @Override
  public void onCompleted() {
    replies.onCompleted();
  }
}
