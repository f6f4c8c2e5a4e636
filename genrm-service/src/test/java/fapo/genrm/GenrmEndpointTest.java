package fapo.genrm;

import static fapo.genrm.RunningService.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import fapo.genrm.v1.CritiqueOptions;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.CritiqueScope;
import fapo.genrm.v1.EvidenceKind;
import fapo.genrm.v1.Fitness;
import fapo.genrm.v1.ListCriticsRequest;
import fapo.genrm.v1.ListCriticsResponse;
import fapo.genrm.v1.OutOfScopeReason;
import fapo.genrm.v1.Role;
import fapo.genrm.v1.Solution;
import fapo.genrm.v1.StreamCritiqueRequest;
import fapo.genrm.v1.Turn;
import fapo.genrm.v1.Turns;
import fapo.genrm.v1.Verdict;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Everything that needs no model.
final class GenrmEndpointTest {
  private static final ByteString BROKEN = ByteString.copyFrom(new byte[] {'a', (byte) 0xC3});

  private final RunningService service = new RunningService();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void namesTheFalseStatement() {
    Verdict verdict = judge(request("Add the numbers.\n\n2 + 2 = 5\n\nSo 5.").build());
    assertThat(verdict.getFlawedAt().getStep()).isEqualTo(1);
    assertThat(verdict.getStepCount()).isEqualTo(3);
    assertThat(verdict.getEvidence().getStep()).isEqualTo(1);
    assertThat(verdict.getEvidence().getStated()).isEqualTo("5");
    assertThat(verdict.getEvidence().getComputed()).isEqualTo("4");
    assertThat(verdict.getEvidence().getKind())
        .isEqualTo(EvidenceKind.EVIDENCE_KIND_FALSE_STATEMENT);
    assertThat(verdict.getProvenance().getCritic()).isEqualTo("symbolic");
    assertThat(verdict.getProvenance().getFitness()).isEqualTo(Fitness.FITNESS_DEMO);
    assertThat(verdict.getProvenance().getEngine()).isNotEmpty();
    assertThat(verdict.getCritique()).isNotEmpty();
    assertThat(
            service
                .meters
                .counter("fapo.genrm.verdicts", "critic", "symbolic", "outcome", "flawed")
                .count())
        .isEqualTo(1);
  }

  @Test
  void callsCheckedStatementsSound() {
    Verdict verdict = judge(request("2 + 2 = 4\n\nSo the answer is 4.").build());
    assertThat(verdict.hasSound()).isTrue();
    assertThat(verdict.getCheckedStatements()).isPositive();
  }

  @Test
  void doesNotCallSoundWhatStatesNothing() {
    Verdict verdict = judge(request("Clearly so.").build());
    assertThat(verdict.getOutOfScope().getReason())
        .isEqualTo(OutOfScopeReason.OUT_OF_SCOPE_REASON_NO_CHECKABLE_STATEMENT);
  }

  @Test
  void judgesTrainableTurnsOnly() {
    CritiqueRequest request =
        request("")
            .setSolution(
                Solution.newBuilder()
                    .setTurns(
                        Turns.newBuilder()
                            .addTurns(turn(Role.ROLE_USER, "2 + 2 = 5"))
                            .addTurns(turn(Role.ROLE_ASSISTANT, "2 + 2 = 4"))))
            .build();
    assertThat(judge(request).hasSound()).isTrue();
  }

  @Test
  void judgesWhatFollowsTheThoughts() {
    CritiqueRequest.Builder request =
        request("<think>2 + 2 = 5</think>2 + 2 = 4")
            .setOptions(
                CritiqueOptions.newBuilder().setScope(CritiqueScope.CRITIQUE_SCOPE_AFTER_THINK));
    assertThat(judge(request.build()).hasSound()).isTrue();
  }

  @Test
  void cannotJudgeThoughtsAlone() {
    CritiqueRequest.Builder request =
        request("<think>2 + 2 = 5</think>\n")
            .setOptions(
                CritiqueOptions.newBuilder().setScope(CritiqueScope.CRITIQUE_SCOPE_AFTER_THINK));
    assertThat(judge(request.build()).getOutOfScope().getReason())
        .isEqualTo(OutOfScopeReason.OUT_OF_SCOPE_REASON_DOMAIN);
  }

  @Test
  void takesNulForText() {
    assertThat(judge(request("a\0b\n\n2 + 2 = 5").build()).getFlawedAt().getStep()).isEqualTo(1);
  }

  @Test
  void cannotJudgeTwentyMegabytes() {
    Verdict verdict = judge(request("2 + 2 = 4\n".repeat(2 << 20)).build());
    assertThat(verdict.getOutOfScope().getReason())
        .isEqualTo(OutOfScopeReason.OUT_OF_SCOPE_REASON_TOO_LONG);
    assertThat(verdict.getOutOfScope().getDetail()).contains("1048576");
  }

  @Test
  void leavesTheCritiqueOutWhereItIsNotWanted() {
    CritiqueRequest.Builder request =
        request("2 + 2 = 5").setOptions(CritiqueOptions.newBuilder().setReturnCritique(false));
    assertThat(judge(request.build()).getCritique()).isEmpty();
  }

  @Test
  void namesEveryFieldThatIsNotUtf8() {
    CritiqueRequest request =
        CritiqueRequest.newBuilder()
            .setProblem(BROKEN)
            .setReference(BROKEN)
            .setSolution(
                Solution.newBuilder()
                    .setTurns(
                        Turns.newBuilder()
                            .addTurns(
                                Turn.newBuilder().setRole(Role.ROLE_ASSISTANT).setContent(BROKEN)))
                    .addSteps(ByteString.copyFromUtf8("fine"))
                    .addSteps(BROKEN))
            .build();
    StatusRuntimeException refusal = refusal(request);
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(fields(refusal))
        .containsExactly("problem", "reference", "solution.turns[0].content", "solution.steps[1]");
    assertThat(refusal.getStatus().getDescription())
        .isEqualTo("problem: malformed bytes (expected: UTF-8)");
  }

  @Test
  void refusesARequestWithoutASolution() {
    StatusRuntimeException refusal = refusal(CritiqueRequest.getDefaultInstance());
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(fields(refusal)).containsExactly("solution");
  }

  @Test
  void refusesASolutionWithoutAStep() {
    StatusRuntimeException refusal = refusal(request(" \n\n ").build());
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(fields(refusal)).containsExactly("solution");
    assertThat(refusal.getStatus().getDescription())
        .isEqualTo("solution: no step (expected: text that can be judged)");
  }

  @Test
  void refusesATurnWithoutARole() {
    CritiqueRequest request =
        request("")
            .setSolution(
                Solution.newBuilder()
                    .setTurns(Turns.newBuilder().addTurns(turn(Role.ROLE_UNSPECIFIED, "4"))))
            .build();
    assertThat(fields(refusal(request))).containsExactly("solution.turns[0].role");
  }

  @Test
  void refusesOptionsOutOfRange() {
    CritiqueOptions options =
        CritiqueOptions.newBuilder()
            .setTemplateId("fapo-v9")
            .setScopeValue(77)
            .setSamples(65)
            .setMaxNewTokens(-1)
            .setTemperature(Double.NaN)
            .setTopP(0)
            .setUnreadableRetries(1_000)
            .setTokenProgressTimeout(Duration.newBuilder().setSeconds(-1))
            .build();
    assertThat(fields(refusal(request("4").setOptions(options).build())))
        .containsExactlyInAnyOrder(
            "options.template_id",
            "options.scope",
            "options.samples",
            "options.max_new_tokens",
            "options.temperature",
            "options.top_p",
            "options.unreadable_retries",
            "options.token_progress_timeout");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vllm | critic: vllm (expected: one of symbolic, openai, onnx, hybrid)",
        "hybrid | critic: hybrid (expected: fapo.genrm.onnx.model or fapo.genrm.openai.url to be set, or one of symbolic)",
        "onnx | critic: onnx (expected: fapo.genrm.onnx.model to be set, or one of symbolic)",
        "openai | critic: openai (expected: fapo.genrm.openai.url to be set, or one of symbolic)"
      })
  void refusesACriticThatIsNotConfigured(String critic, String message) throws Exception {
    CritiqueRequest.Builder request =
        request("4").setOptions(CritiqueOptions.newBuilder().setCritic(critic));
    StatusRuntimeException refusal = refusal(request.build());
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(refusal.getStatus().getDescription()).isEqualTo(message);
    ErrorInfo info = StatusProto.fromThrowable(refusal).getDetails(0).unpack(ErrorInfo.class);
    assertThat(info.getReason()).isEqualTo("CRITIC_NOT_CONFIGURED");
  }

  @Test
  void doesNotStreamWhatIsNotGenerated() {
    StreamCritiqueRequest request =
        StreamCritiqueRequest.newBuilder().setRequest(request("2 + 2 = 4")).build();
    StatusRuntimeException refusal =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> service.blocking().streamCritique(request).hasNext());
    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(refusal.getStatus().getDescription())
        .isEqualTo("critic: symbolic (expected: one that generates its critique)");
  }

  @Test
  void listsItsCritics() {
    ListCriticsResponse list =
        service.blocking().listCritics(ListCriticsRequest.getDefaultInstance());
    assertThat(list.getDefaultCritic()).isEqualTo("symbolic");
    assertThat(list.getCriticsList()).hasSize(1);
    assertThat(list.getCritics(0).getName()).isEqualTo("symbolic");
    assertThat(list.getCritics(0).getFitness()).isEqualTo(Fitness.FITNESS_DEMO);
    assertThat(list.getCritics(0).getReady()).isTrue();
  }

  private Verdict judge(CritiqueRequest request) {
    return service.blocking().critique(request).getVerdict();
  }

  private StatusRuntimeException refusal(CritiqueRequest request) {
    return catchThrowableOfType(
        StatusRuntimeException.class, () -> service.blocking().critique(request));
  }

  private static Turn.Builder turn(Role role, String content) {
    return Turn.newBuilder().setRole(role).setContent(ByteString.copyFromUtf8(content));
  }

  private static List<String> fields(StatusRuntimeException refusal) {
    return StatusProto.fromThrowable(refusal).getDetailsList().stream()
        .filter(detail -> detail.is(BadRequest.class))
        .flatMap(detail -> badRequest(detail).getFieldViolationsList().stream())
        .map(BadRequest.FieldViolation::getField)
        .toList();
  }

  private static BadRequest badRequest(Any detail) {
    try {
      return detail.unpack(BadRequest.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
