package fapo.genrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Duration;
import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.local.OnnxCritic;
import fapo.genrm.local.TestCritic;
import fapo.genrm.v1.CancelCritiquesRequest;
import fapo.genrm.v1.CritiqueBatchRequest;
import fapo.genrm.v1.CritiqueBatchResponse;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.CritiqueResponse;
import fapo.genrm.v1.StreamCritiqueRequest;
import fapo.genrm.v1.StreamCritiqueResponse;
import fapo.genrm.v1.UnavailableCause;
import fapo.genrm.v1.Verdict;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The service over gRPC with a model on its own engine: a random one, which says nothing that can
/// be read.
@Timeout(120)
final class LocalCritiqueTest {
  @TempDir private static Path model;

  private volatile Runnable beforeStep = () -> {};
  private OnnxCritic critic;
  private RunningService service;

  @BeforeAll
  static void writeModel() throws IOException {
    TestCritic.writeModel(model);
  }

  @BeforeEach
  void start() {
    critic = TestCritic.open(model, () -> beforeStep.run());
    service =
        new RunningService(
            List.of(critic),
            new WorkBoard.Limits(
                10_000, java.time.Duration.ofMinutes(1), java.time.Duration.ofSeconds(90)));
    EngineMeters.bind(critic, service.meters);
  }

  @AfterEach
  void stop() {
    beforeStep = () -> {};
    service.close();
  }

  @Test
  void saysInEveryVerdictWhoJudgedAndHow() {
    Verdict verdict = critique(request());

    assertThat(verdict.hasUnreadable()).isTrue();
    assertThat(verdict.getVotesList()).hasSize(1);
    assertThat(verdict.getVotes(0).getSeed()).isEqualTo(7);
    assertThat(verdict.getProvenance().getCritic()).isEqualTo("onnx");
    assertThat(verdict.getProvenance().getModelId()).contains("@");
    assertThat(verdict.getProvenance().getWeightsHash()).matches("[0-9a-f]{64}");
    assertThat(verdict.getProvenance().getEngine()).startsWith("fapo-onnx-v1/onnxruntime-1.");
    assertThat(verdict.getProvenance().getTemperature()).isEqualTo(0.6);
    assertThat(verdict.getProvenance().getTopP()).isEqualTo(0.95);
    assertThat(verdict.getProvenance().getPromptTokens()).isPositive();
  }

  @Test
  void countsWhatTheEngineDoes() throws InterruptedException {
    double before = meter("fapo.genrm.engine.tokens", "phase", "decode");
    var _ = critique(request());
    // Beside the warm-up. Figures are those after the last step, which the answer does not wait
    // for.
    while (meter("fapo.genrm.engine.sequences", "end", "finished") < 2) {
      Thread.sleep(5);
    }

    assertThat(meter("fapo.genrm.engine.tokens", "phase", "decode")).isGreaterThan(before);
    assertThat(meter("fapo.genrm.engine.tokens", "phase", "prefill")).isPositive();
    assertThat(meter("fapo.genrm.engine.step.time", "part", "model")).isPositive();
    assertThat(service.meters.get("fapo.genrm.engine.running").gauge().value()).isZero();
    assertThat(service.meters.get("fapo.genrm.engine.blocks.used").gauge().value()).isZero();
  }

  @Test
  void answersABatch() throws Exception {
    CompletableFuture<CritiqueBatchResponse> answered = new CompletableFuture<>();
    StreamObserver<CritiqueBatchRequest> batches =
        service
            .async()
            .critiqueBatch(
                new StreamObserver<>() {
                  @Override
                  public void onNext(CritiqueBatchResponse response) {
                    answered.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answered.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    CritiqueBatchRequest.Builder batch = CritiqueBatchRequest.newBuilder().setSequence(3);
    IntStream.range(0, 8).forEach(_ -> batch.addRequests(request()));
    batches.onNext(batch.build());
    batches.onCompleted();

    CritiqueBatchResponse response = answered.get(60, TimeUnit.SECONDS);
    assertThat(response.getSequence()).isEqualTo(3);
    assertThat(response.getResultsList())
        .hasSize(8)
        .allSatisfy(result -> assertThat(result.getVerdict().hasUnreadable()).isTrue())
        .extracting(result -> result.getVerdict().getCritique())
        .containsOnly(response.getResults(0).getVerdict().getCritique());
  }

  @Test
  void streamsTheTextAndEndsWithTheVerdict() {
    StringBuilder text = new StringBuilder();
    Verdict verdict = Verdict.getDefaultInstance();
    Iterator<StreamCritiqueResponse> parts =
        service
            .blocking()
            .streamCritique(StreamCritiqueRequest.newBuilder().setRequest(request()).build());
    while (parts.hasNext()) {
      StreamCritiqueResponse part = parts.next();
      text.append(part.getText());
      verdict = part.getVerdict();
    }

    assertThat(verdict.hasUnreadable()).isTrue();
    assertThat(text).isNotEmpty().hasToString(verdict.getCritique());
  }

  @Test
  void isOutOfScopeBeyondTheContext() {
    Verdict verdict = critique(request("x".repeat(TestCritic.CONTEXT), options()));

    assertThat(verdict.getOutOfScope().getDetail()).contains("expected: < 1024");
  }

  @Test
  void refusesLimitsThatAllowNothing() {
    assertThatThrownBy(() -> critique(request("1", options().setMaxNewTokens(0))))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("options.max_new_tokens: 0 (expected: 1 to");
    assertThatThrownBy(() -> critique(request("1", options().setSamples(-1))))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("options.samples: ");
  }

  @Test
  void givesUpWhereNoTokenComes() {
    CountDownLatch hang = hang();
    Duration soon = Duration.newBuilder().setNanos(300_000_000).build();
    Verdict verdict = critique(request("1", options().setTokenProgressTimeout(soon)));
    hang.countDown();

    assertThat(verdict.getUnavailable().getCause())
        .isEqualTo(UnavailableCause.UNAVAILABLE_CAUSE_NO_PROGRESS);
  }

  @Test
  void cancelsWorkByItsId() throws Exception {
    CountDownLatch hang = hang();
    Future<CritiqueResponse> call =
        service.future().critique(request().toBuilder().setWorkId("w").build());
    awaitLoad(1);
    int cancelled =
        service
            .blocking()
            .cancelCritiques(CancelCritiquesRequest.newBuilder().addWorkIds("w").build())
            .getCancelled();
    hang.countDown();

    assertThat(cancelled).isEqualTo(1);
    assertThat(call.get().getVerdict().getUnavailable().getCause())
        .isEqualTo(UnavailableCause.UNAVAILABLE_CAUSE_CANCELLED);
    assertThat(critique(request()).hasUnreadable()).isTrue();
  }

  @Test
  void outlivesAStormOfCancellations() throws Exception {
    for (int storm = 0; storm < 5; storm++) {
      List<Future<CritiqueResponse>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        calls.add(service.future().critique(request()));
      }
      calls.forEach(call -> call.cancel(true));
    }
    awaitLoad(0);

    // The engine may still have to forget some of the storm before it has room.
    Verdict next = critique(request());
    while (next.getUnavailable().getCause() == UnavailableCause.UNAVAILABLE_CAUSE_OVERLOADED) {
      next = critique(request());
    }
    assertThat(next.hasUnreadable()).isTrue();
    while (service.meters.get("fapo.genrm.engine.blocks.used").gauge().value() > 0) {
      Thread.sleep(5);
    }
  }

  @Test
  void answersTenThousandRequestsAtOnce() throws Exception {
    List<Future<CritiqueResponse>> calls = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      calls.add(service.future().critique(request("1", options().setMaxNewTokens(1))));
    }
    int judged = 0;
    for (Future<CritiqueResponse> call : calls) {
      Verdict verdict = call.get().getVerdict();
      judged += verdict.hasUnreadable() ? 1 : 0;
      assertThat(
              verdict.hasUnreadable()
                  || verdict.getUnavailable().getCause()
                      == UnavailableCause.UNAVAILABLE_CAUSE_OVERLOADED)
          .isTrue();
    }
    assertThat(judged).isPositive();
  }

  @Test
  void replacesAnEngineWhoseDeviceIsLost() throws Exception {
    beforeStep =
        () -> {
          throw new ModelFaultException("device lost", false);
        };
    Verdict failed = critique(request());
    beforeStep = () -> {};

    assertThat(failed.getUnavailable().getCause())
        .isEqualTo(UnavailableCause.UNAVAILABLE_CAUSE_MODEL_FAULT);
    assertThat(failed.getUnavailable().getDetail()).contains("device lost");
    while (critic.replacements() == 0) {
      Thread.sleep(5);
    }
    assertThat(critique(request()).hasUnreadable()).isTrue();
    assertThat(service.meters.get("fapo.genrm.engine.replacements").functionCounter().count())
        .isEqualTo(1);
  }

  @Test
  void failsOnlyWhatWasInTheStepThatFailed() {
    beforeStep =
        () -> {
          beforeStep = () -> {};
          throw new ModelFaultException("logits: NaN (expected: finite)", true);
        };
    Verdict failed = critique(request());

    assertThat(failed.getUnavailable().getDetail()).contains("logits: NaN");
    assertThat(critique(request()).hasUnreadable()).isTrue();
    assertThat(critic.replacements()).isZero();
  }

  @Test
  void finishesWhatRunsAndRefusesWhatComesWhileItStops() throws Exception {
    CountDownLatch hang = hang();
    Future<CritiqueResponse> running = service.future().critique(request());
    awaitLoad(1);
    CompletableFuture<Boolean> drained =
        CompletableFuture.supplyAsync(() -> drain(java.time.Duration.ofSeconds(60)));
    while (!service.board().stopping()) {
      Thread.sleep(5);
    }
    assertThatThrownBy(() -> critique(request()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Code.UNAVAILABLE))
        .hasMessageContaining("the service is stopping");
    hang.countDown();

    assertThat(drained.get()).isTrue();
    assertThat(running.get().getVerdict().hasUnreadable()).isTrue();
  }

  @Test
  void cancelsWhatOutlastsTheGraceOfAStop() throws Exception {
    CountDownLatch hang = hang();
    Future<CritiqueResponse> running = service.future().critique(request());
    awaitLoad(1);

    assertThat(drain(java.time.Duration.ofMillis(50))).isFalse();
    service.board().close();
    assertThat(running.get().getVerdict().getUnavailable().getDetail())
        .isEqualTo("the service is stopping");
    hang.countDown();
  }

  private boolean drain(java.time.Duration most) {
    try {
      return service.board().drain(most);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// From now on the model waits in its second step until the latch is counted down.
  private CountDownLatch hang() {
    CountDownLatch hang = new CountDownLatch(1);
    int[] steps = {0};
    beforeStep =
        () -> {
          if (++steps[0] > 1) {
            await(hang);
          }
        };
    return hang;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitLoad(int load) throws InterruptedException {
    while (service.board().load() != load) {
      Thread.sleep(5);
    }
  }

  private double meter(String name, String tag, String value) {
    return service.meters.get(name).tag(tag, value).functionCounter().count();
  }

  private Verdict critique(CritiqueRequest request) {
    return service.blocking().critique(request).getVerdict();
  }

  private static CritiqueOptions.Builder options() {
    return CritiqueOptions.newBuilder()
        .setCritic("onnx")
        .setTemplateId("fapo-recipe-v1")
        .setMaxNewTokens(24)
        .setUnreadableRetries(0)
        .setSeed(7);
  }

  private static CritiqueRequest request() {
    return request("2 + 2 = 4", options());
  }

  private static CritiqueRequest request(String solution, CritiqueOptions.Builder options) {
    return RunningService.request(solution).setOptions(options).build();
  }
}
