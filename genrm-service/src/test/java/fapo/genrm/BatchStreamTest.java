package fapo.genrm;

import static fapo.genrm.RunningService.remoteRequest;
import static fapo.genrm.RunningService.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import fapo.genrm.remote.ScriptedServer;
import fapo.genrm.v1.CritiqueBatchRequest;
import fapo.genrm.v1.CritiqueBatchResponse;
import fapo.genrm.v1.CritiqueBatchResult;
import fapo.genrm.v1.CritiqueOptions;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BatchStreamTest {
  @Test
  void answersEachRequestOfAGroupInItsPlace() throws Exception {
    try (RunningService service = new RunningService()) {
      Replies replies = new Replies();
      StreamObserver<CritiqueBatchRequest> requests = service.async().critiqueBatch(replies);
      requests.onNext(
          CritiqueBatchRequest.newBuilder()
              .setSequence(42)
              .addRequests(request("2 + 2 = 4"))
              .addRequests(request(" "))
              .addRequests(request("2 + 2 = 5"))
              .addRequests(request("4").setOptions(CritiqueOptions.newBuilder().setCritic("onnx")))
              .build());
      requests.onNext(CritiqueBatchRequest.newBuilder().setSequence(43).build());
      requests.onCompleted();
      List<CritiqueBatchResponse> all = replies.all();
      assertThat(all.stream().map(CritiqueBatchResponse::getSequence)).containsExactly(42L, 43L);
      List<CritiqueBatchResult> results = all.getFirst().getResultsList();
      assertThat(results.get(0).getVerdict().hasSound()).isTrue();
      assertThat(results.get(1).getRefused().getCode())
          .isEqualTo(Code.INVALID_ARGUMENT.getNumber());
      assertThat(results.get(2).getVerdict().hasFlawedAt()).isTrue();
      assertThat(results.get(3).getRefused().getCode())
          .isEqualTo(Code.FAILED_PRECONDITION.getNumber());
      assertThat(all.get(1).getResultsList()).isEmpty();
    }
  }

  @Test
  void answersMoreGroupsThanItsWindow() throws Exception {
    try (RunningService service = new RunningService()) {
      Replies replies = new Replies();
      StreamObserver<CritiqueBatchRequest> requests = service.async().critiqueBatch(replies);
      for (int i = 0; i < 1_000; i++) {
        requests.onNext(
            CritiqueBatchRequest.newBuilder()
                .setSequence(i)
                .addRequests(request("2 + 2 = 4"))
                .build());
      }
      requests.onCompleted();
      assertThat(replies.all()).hasSize(1_000);
    }
  }

  @Test
  void doesNotHoldAQuickGroupBehindASlowOne() throws Exception {
    try (ScriptedServer model = new ScriptedServer(ScriptedServer.Call::stall);
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      Replies replies = new Replies();
      StreamObserver<CritiqueBatchRequest> requests = service.async().critiqueBatch(replies);
      requests.onNext(
          CritiqueBatchRequest.newBuilder()
              .setSequence(1)
              .addRequests(remoteRequest("2 + 2 = 4"))
              .addRequests(remoteRequest("4"))
              .build());
      requests.onNext(
          CritiqueBatchRequest.newBuilder()
              .setSequence(2)
              .addRequests(request("2 + 2 = 4"))
              .build());
      requests.onCompleted();
      assertThat(replies.next().getSequence()).isEqualTo(2);
      model.release();
      CritiqueBatchResponse slow = replies.next();
      assertThat(slow.getSequence()).isEqualTo(1);
      assertThat(slow.getResultsList()).allMatch(result -> result.getVerdict().hasSound());
      assertThat(replies.all()).isEmpty();
    }
  }

  /// What came back, and how the stream ended.
  private static final class Replies implements StreamObserver<CritiqueBatchResponse> {
    private final BlockingQueue<CritiqueBatchResponse> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    CritiqueBatchResponse next() throws InterruptedException {
      CritiqueBatchResponse reply = received.poll(10, TimeUnit.SECONDS);
      assertThat(reply).isNotNull();
      return reply;
    }

    List<CritiqueBatchResponse> all() throws Exception {
      assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
      return new ArrayList<>(received);
    }

    @Override
    public void onNext(CritiqueBatchResponse reply) {
      received.add(reply);
    }

    @Override
    public void onError(Throwable failure) {
      ended.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      ended.complete(true);
    }
  }
}
