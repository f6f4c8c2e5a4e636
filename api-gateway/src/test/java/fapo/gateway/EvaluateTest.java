package fapo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.evaluation.v1.EvaluateRequest;
import fapo.evaluation.v1.EvaluateResponse;
import fapo.evaluation.v1.Evaluation;
import fapo.evaluation.v1.ItemResult;
import fapo.genrm.v1.Sound;
import fapo.genrm.v1.Verdict;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@GatewayTest
class EvaluateTest {
  private static final String ITEM =
      "{\"subset\": \"s\", \"id\": \"a\", \"problem\": \"p\", \"ground_truth\": \"4\", \"steps\":"
          + " [\"2 + 2 = 4\"], \"label\": -1, \"final_answer_correct\": true}";

  @LocalServerPort private int port;
  private Http http;

  @BeforeEach
  void connect() {
    http = Http.at(port);
  }

  @AfterEach
  void forget() {
    ScriptedPlatform.forget();
  }

  private static EvaluateResponse result(ItemResult.Builder result) {
    return EvaluateResponse.newBuilder().setResult(result).build();
  }

  private static EvaluateResponse figures() {
    Evaluation.Builder evaluation = Evaluation.newBuilder().setCritic("symbolic");
    evaluation.getPooledBuilder().setRows(1).getMeasuresBuilder().getCoverageBuilder().setValue(1);
    evaluation.addSubsetsBuilder().setSubset("s").getFiguresBuilder().setRows(1);
    return EvaluateResponse.newBuilder().setEvaluation(evaluation).build();
  }

  private static AtomicReference<List<EvaluateRequest>> script() {
    var seen = new AtomicReference<List<EvaluateRequest>>();
    ScriptedPlatform.<List<EvaluateRequest>, EvaluateResponse>on(
        "evaluate",
        (requests, answer) -> {
          seen.set(requests);
          answer.onNext(
              result(
                  ItemResult.newBuilder()
                      .setSubset("s")
                      .setId("a")
                      .setVerdict(Verdict.newBuilder().setSound(Sound.getDefaultInstance()))));
          answer.onNext(
              result(
                  ItemResult.newBuilder()
                      .setId("b")
                      .setRefused(com.google.rpc.Status.newBuilder().setMessage("label: 9"))));
          answer.onNext(figures());
          answer.onCompleted();
        });
    return seen;
  }

  @Test
  void measures() {
    var seen = script();
    http.post(
            "/v1/evaluate",
            "{\"items\": ["
                + ITEM
                + ", {\"id\": \"b\", \"label\": 2, \"verdict\": {\"outcome\": \"flawed_at\","
                + " \"step\": 2, \"confidence\": 0.5}}], \"options\": {\"critic\": \"symbolic\"},"
                + " \"replicates\": 500, \"return_results\": true}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.critic")
        .isEqualTo("symbolic")
        .jsonPath("$.pooled.rows")
        .isEqualTo(1)
        .jsonPath("$.pooled.measures.coverage.value")
        .isEqualTo(1.0)
        .jsonPath("$.pooled.measures.f1.value")
        .doesNotExist()
        .jsonPath("$.subsets[0].subset")
        .isEqualTo("s")
        .jsonPath("$.refused[0].detail")
        .isEqualTo("label: 9")
        .jsonPath("$.results[0].verdict.outcome")
        .isEqualTo("sound");
    assertThat(seen.get()).hasSize(3);
    assertThat(seen.get().get(0).getOptions().getReplicates()).isEqualTo(500);
    assertThat(seen.get().get(0).getOptions().getCritique().getCritic()).isEqualTo("symbolic");
    var item = seen.get().get(1).getItem();
    assertThat(item.getLabel()).isEqualTo(-1);
    assertThat(item.getAnswerCorrect()).isTrue();
    assertThat(item.getRequest().getReference().toStringUtf8()).isEqualTo("4");
    assertThat(item.getRequest().getSolution().getStepsCount()).isEqualTo(1);
    assertThat(seen.get().get(2).getItem().getVerdict().getFlawedAt().getStep()).isEqualTo(2);
  }

  @Test
  void leavesResultsOutUnlessAskedFor() {
    script();
    http.post("/v1/evaluate", "{\"items\": [" + ITEM + "]}")
        .expectBody()
        .jsonPath("$.results")
        .doesNotExist();
  }

  @Test
  void refusesByField() {
    http.refused("/v1/evaluate", "{}", "items");
    http.refused("/v1/evaluate", "{\"items\": [{\"steps\": [\"s\"]}]}", "items[0].label");
    http.refused("/v1/evaluate", "{\"items\": [{\"label\": 0}]}", "items[0].steps");
    http.refused(
        "/v1/evaluate",
        "{\"items\": [{\"label\": 0, \"verdict\": {\"outcome\": \"fine\"}}]}",
        "items[0].verdict.outcome");
  }

  @Test
  void saysWhatTheServiceRefused() {
    ScriptedPlatform.fail(
        "evaluate", Status.FAILED_PRECONDITION.withDescription("critic").asRuntimeException());
    http.post("/v1/evaluate", "{\"items\": [" + ITEM + "]}").expectStatus().isEqualTo(422);
  }
}
