package fapo.genrm;

import static fapo.genrm.RunningService.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import fapo.evaluation.v1.EvaluateOptions;
import fapo.evaluation.v1.EvaluateRequest;
import fapo.evaluation.v1.EvaluateResponse;
import fapo.evaluation.v1.Evaluation;
import fapo.evaluation.v1.ItemResult;
import fapo.evaluation.v1.LabelledItem;
import fapo.genrm.remote.ScriptedServer;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.FlawedAt;
import fapo.genrm.v1.Solution;
import fapo.genrm.v1.Sound;
import fapo.genrm.v1.Verdict;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EvaluationStreamTest {
  private final RunningService service = new RunningService();

  @AfterEach
  void stop() {
    service.close();
  }

  private static EvaluateRequest item(String id, int label, String... steps) {
    Solution.Builder solution = Solution.newBuilder();
    for (String step : steps) {
      solution.addSteps(ByteString.copyFromUtf8(step));
    }
    return EvaluateRequest.newBuilder()
        .setItem(
            LabelledItem.newBuilder()
                .setSubset("s")
                .setId(id)
                .setLabel(label)
                .setAnswerCorrect(true)
                .setRequest(request("").setSolution(solution)))
        .build();
  }

  private static EvaluateRequest given(String id, int label, Verdict.Builder verdict) {
    return EvaluateRequest.newBuilder()
        .setItem(LabelledItem.newBuilder().setId(id).setLabel(label).setVerdict(verdict))
        .build();
  }

  private static EvaluateRequest options(EvaluateOptions.Builder options) {
    return EvaluateRequest.newBuilder().setOptions(options).build();
  }

  private Replies evaluate(EvaluateRequest... requests) {
    return evaluate(service, requests);
  }

  private static Replies evaluate(RunningService service, EvaluateRequest... requests) {
    Replies replies = new Replies();
    StreamObserver<EvaluateRequest> out = service.evaluations().evaluate(replies);
    for (EvaluateRequest request : requests) {
      out.onNext(request);
    }
    out.onCompleted();
    return replies;
  }

  @Test
  void measuresTheCritic() throws Exception {
    Replies replies =
        evaluate(
            options(EvaluateOptions.newBuilder().setReplicates(200)),
            item("exact", 0, "2 + 2 = 5", "so 5"),
            item("late", 0, "two and two", "2 + 2 = 5"),
            item("missed", 1, "2 + 2 = 4", "obviously"),
            item("clean", -1, "2 + 2 = 4"),
            item("flagged", -1, "2 + 2 = 5"));

    Evaluation evaluation = replies.evaluation();
    assertThat(evaluation.getCritic()).isEqualTo("symbolic");
    var measures = evaluation.getPooled().getMeasures();
    assertThat(measures.getExactLocationAccuracy().getValue()).isEqualTo(1.0 / 3);
    assertThat(measures.getPrecision().getValue()).isEqualTo(2.0 / 3);
    assertThat(measures.getRecall().getValue()).isEqualTo(2.0 / 3);
    assertThat(measures.getFalseFlagRate().getValue()).isEqualTo(0.5);
    assertThat(measures.getF1().hasBootstrap()).isTrue();
    assertThat(evaluation.getPooled().getDistance().getLate()).isEqualTo(1);
    assertThat(evaluation.getSubsetsList()).hasSize(1);
    assertThat(replies.results()).hasSize(5);
  }

  @Test
  void countsGivenVerdictsWithoutAsking() throws Exception {
    Evaluation evaluation =
        evaluate(
                given(
                    "a",
                    3,
                    Verdict.newBuilder()
                        .setFlawedAt(FlawedAt.newBuilder().setStep(3))
                        .setConfidence(0.75)),
                given("b", -1, Verdict.newBuilder().setSound(Sound.getDefaultInstance())))
            .evaluation();

    assertThat(evaluation.getPooled().getMeasures().getProcessbenchF1().getValue()).isEqualTo(1);
    assertThat(evaluation.getPooled().getCalibration().getRows()).isEqualTo(1);
    assertThat(service.meters.find("fapo.genrm.verdicts").counters()).isEmpty();
  }

  @Test
  void asksAModelWithoutAReferenceWhereThereIsNone() throws Exception {
    try (ScriptedServer model = new ScriptedServer(call -> call.stream("\\boxed{-1}"));
        RunningService remote = new RunningService(model.uri(), RunningService.LIMITS)) {
      EvaluateRequest.Builder item = item("bare", -1, "so it is").toBuilder();
      item.getItemBuilder().getRequestBuilder().clearReference();
      Replies replies =
          evaluate(
              remote,
              options(
                  EvaluateOptions.newBuilder()
                      .setCritique(CritiqueOptions.newBuilder().setCritic("openai"))),
              item.build(),
              item("given", -1, "so it is"));

      assertThat(replies.evaluation().getCritic()).isEqualTo("openai:judge");
      assertThat(replies.evaluation().getPooled().getCost().getCompletionTokens().getRows())
          .isEqualTo(2);
      assertThat(model.calls().stream().map(call -> call.request().toString()))
          .filteredOn(prompt -> prompt.contains("Ground Truth"))
          .hasSize(1);
    }
  }

  @Test
  void refusesSolutionsOneByOne() throws Exception {
    Replies replies =
        evaluate(
            item("far", 2, "2 + 2 = 4"),
            item("empty", -1, " "),
            given("nothing", -1, Verdict.newBuilder()),
            item("good", -1, "2 + 2 = 4"));

    assertThat(replies.refusals())
        .containsExactlyInAnyOrder(
            "far: label: 2 (expected: -1 to 0)",
            "empty: solution: no step (expected: text that can be judged)",
            "nothing: verdict: without outcome (expected: one)");
    // what the critic refused is a miss; what has no usable label or verdict counts nowhere
    assertThat(replies.evaluation().getPooled().getRows()).isEqualTo(2);
    assertThat(replies.evaluation().getPooled().getAbstentions().getRefused()).isEqualTo(1);
  }

  @Test
  void measuresMoreThanItsWindow() throws Exception {
    EvaluateRequest[] items = new EvaluateRequest[1_000];
    for (int i = 0; i < items.length; i++) {
      items[i] = item("i" + i, -1, "2 + 2 = 4");
    }
    assertThat(evaluate(items).evaluation().getPooled().getRows()).isEqualTo(1_000);
  }

  @Test
  void answersNothingWithNoFigure() throws Exception {
    Evaluation evaluation = evaluate().evaluation();
    assertThat(evaluation.getPooled().getRows()).isZero();
    assertThat(evaluation.getPooled().getMeasures().getF1().hasValue()).isFalse();
  }

  @Test
  void refusesOptionsThatCannotHold() {
    assertThatThrownBy(
            () -> evaluate(options(EvaluateOptions.newBuilder().setReplicates(5))).evaluation())
        .satisfies(failure -> assertStatus(failure, Code.INVALID_ARGUMENT));
    assertThatThrownBy(
            () ->
                evaluate(
                        item("a", -1, "2 + 2 = 4"),
                        options(EvaluateOptions.newBuilder().setReplicates(200)))
                    .evaluation())
        .satisfies(failure -> assertStatus(failure, Code.INVALID_ARGUMENT));
    assertThatThrownBy(() -> evaluate(EvaluateRequest.getDefaultInstance()).evaluation())
        .satisfies(failure -> assertStatus(failure, Code.INVALID_ARGUMENT));
    assertThatThrownBy(
            () ->
                evaluate(
                        options(
                            EvaluateOptions.newBuilder()
                                .setCritique(CritiqueOptions.newBuilder().setCritic("onnx"))))
                    .evaluation())
        .satisfies(failure -> assertStatus(failure, Code.FAILED_PRECONDITION));
  }

  private static void assertStatus(Throwable failure, Code code) {
    assertThat(failure.getCause()).isInstanceOf(StatusRuntimeException.class);
    assertThat(Status.fromThrowable(failure.getCause()).getCode().name()).isEqualTo(code.name());
  }

  private static final class Replies implements StreamObserver<EvaluateResponse> {
    private final List<EvaluateResponse> replies = new ArrayList<>();
    private final CompletableFuture<List<EvaluateResponse>> all = new CompletableFuture<>();

    Evaluation evaluation() throws Exception {
      return all.get(10, TimeUnit.SECONDS).getLast().getEvaluation();
    }

    List<ItemResult> results() throws Exception {
      return all.get(10, TimeUnit.SECONDS).stream()
          .filter(EvaluateResponse::hasResult)
          .map(EvaluateResponse::getResult)
          .toList();
    }

    List<String> refusals() throws Exception {
      return results().stream()
          .filter(ItemResult::hasRefused)
          .map(result -> result.getId() + ": " + result.getRefused().getMessage())
          .toList();
    }

    @Override
    public void onNext(EvaluateResponse reply) {
      replies.add(reply);
    }

    @Override
    public void onError(Throwable failure) {
      all.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      all.complete(replies);
    }
  }
}
