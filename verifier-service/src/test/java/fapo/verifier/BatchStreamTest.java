package fapo.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import fapo.verifier.v1.VerifierServiceGrpc;
import fapo.verifier.v1.VerifyBatchRequest;
import fapo.verifier.v1.VerifyBatchResponse;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchStreamTest {
  private static final int ITEMS = 100_000;

  private final RunningVerifier service = new RunningVerifier(Map.of(), 0, 10_000);

  @AfterEach
  void stop() {
    service.close();
  }

  /// A client that takes an answer only when it is told to.
  private static final class Client
      implements ClientResponseObserver<VerifyBatchRequest, VerifyBatchResponse> {
    final CompletableFuture<BitSet> done = new CompletableFuture<>();
    final Semaphore ready = new Semaphore(0);
    final Semaphore answers = new Semaphore(0);
    private final BitSet sequences = new BitSet();
    ClientCallStreamObserver<VerifyBatchRequest> requests;

    @Override
    public void beforeStart(ClientCallStreamObserver<VerifyBatchRequest> call) {
      requests = call;
      call.disableAutoRequestWithInitial(0);
      call.setOnReadyHandler(ready::release);
    }

    @Override
    public void onNext(VerifyBatchResponse reply) {
      assertThat(reply.getResults(0).getResponse().getCheck().hasEquivalent()).isTrue();
      sequences.set((int) reply.getSequence());
      answers.release();
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      done.complete(sequences);
    }
  }

  private Client open() {
    Client client = new Client();
    VerifierServiceGrpc.newStub(service.channel).verifyBatch(client);
    return client;
  }

  private static VerifyBatchRequest item(int sequence, int checks, int padding) {
    VerifyBatchRequest.Builder item = VerifyBatchRequest.newBuilder().setSequence(sequence);
    ByteString candidate =
        ByteString.copyFromUtf8(" ".repeat(padding) + "so it is \\boxed{" + sequence + "}");
    for (int i = 0; i < checks; i++) {
      item.addRequests(
          RunningVerifier.request("", String.valueOf(sequence)).setCandidate(candidate));
    }
    return item.build();
  }

  @Test
  void answersEveryItemOfALongStream() throws Exception {
    Client client = open();
    client.requests.request(ITEMS);
    for (int i = 0; i < ITEMS; i++) {
      while (!client.requests.isReady()) {
        client.ready.acquire();
      }
      client.requests.onNext(item(i, 1, 0));
    }
    client.requests.onCompleted();

    assertThat(client.done.get(60, TimeUnit.SECONDS).cardinality()).isEqualTo(ITEMS);
  }

  @Test
  void readsNoFurtherWhileNobodyReadsTheAnswers() throws Exception {
    Client client = open();
    int sent = 0;
    // Whoever read on would hold half a gigabyte in the end.
    while (sent < 1000
        && (client.requests.isReady() || client.ready.tryAcquire(2, TimeUnit.SECONDS))) {
      client.requests.onNext(item(sent++, 1, 1 << 19));
    }
    assertThat(sent).isLessThan(200);

    client.requests.request(sent);
    client.requests.onCompleted();

    assertThat(client.done.get(60, TimeUnit.SECONDS).cardinality()).isEqualTo(sent);
  }

  @Test
  void spreadsOneMessageOverTheThreads() throws Exception {
    Client client = open();
    client.requests.request(1);
    client.requests.onNext(item(7, 5_000, 100));
    client.requests.onCompleted();

    assertThat(client.done.get(60, TimeUnit.SECONDS).get(7)).isTrue();
    assertThat(service.count("equivalent", "exact-number")).isEqualTo(5_000);
  }

  @Test
  void answersWhatItHasReadAndThenEndsWhenTheServerStops() throws Exception {
    Client client = open();
    client.requests.request(10);
    client.requests.onNext(item(1, 200, 0));
    assertThat(client.answers.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

    service.work.drain();

    assertThat(client.sequences.get(1)).isTrue();
    assertThatThrownBy(() -> client.done.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .satisfies(
            failure ->
                assertThat(Status.fromThrowable(failure.getCause()).getCode())
                    .isEqualTo(Status.Code.UNAVAILABLE));
  }

  @Test
  void letsAStreamEndByItselfWhenTheServerStops() throws Exception {
    Client client = open();
    client.requests.request(10);
    client.requests.onNext(item(1, 200, 0));
    service.work.drain();
    client.requests.onNext(item(2, 200, 0));
    client.requests.onCompleted();

    assertThat(client.done.get(10, TimeUnit.SECONDS).cardinality()).isEqualTo(2);
  }

  @Test
  void survivesAClientThatGoesAway() throws Exception {
    Client client = open();
    client.requests.request(1);
    client.requests.onNext(item(1, 5_000, 0));
    client.requests.cancel("gone", null);
    assertThatThrownBy(() -> client.done.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);

    Client next = open();
    next.requests.request(1);
    next.requests.onNext(item(3, 1, 0));
    next.requests.onCompleted();
    assertThat(next.done.get(10, TimeUnit.SECONDS).get(3)).isTrue();
  }
}
