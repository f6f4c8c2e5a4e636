package fapo.genrm;

import static fapo.genrm.RunningService.remoteRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.rpc.RetryInfo;
import fapo.genrm.remote.ScriptedServer;
import fapo.genrm.v1.CancelCritiquesRequest;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.CritiqueResponse;
import fapo.genrm.v1.Fitness;
import fapo.genrm.v1.ListCriticsRequest;
import fapo.genrm.v1.StreamCritiqueRequest;
import fapo.genrm.v1.StreamCritiqueResponse;
import fapo.genrm.v1.UnavailableCause;
import fapo.genrm.v1.Verdict;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Critiques that take time: what becomes of the work when callers come and go.
final class GeneratedCritiqueTest {
  private static final CritiqueRequest NAMED = remoteRequest("2 + 2 = 5").setWorkId("w1").build();

  @Test
  void answersWithVotesAndProvenance() {
    try (ScriptedServer model = new ScriptedServer(call -> call.stream("Off. \\boxed{0}"));
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      Verdict verdict = service.blocking().critique(NAMED).getVerdict();
      assertThat(verdict.getFlawedAt().getStep()).isZero();
      assertThat(verdict.getFlawedAt().hasStep()).isTrue();
      assertThat(verdict.getVotesList()).hasSize(1);
      assertThat(verdict.getConfidence()).isEqualTo(1.0);
      assertThat(verdict.getCritique()).isEqualTo("Off. \\boxed{0}");
      assertThat(verdict.getProvenance().getModelId()).isEqualTo("judge");
      assertThat(verdict.getProvenance().getTemplateId()).isEqualTo("fapo-paragraph-v1");
      assertThat(verdict.getProvenance().getPromptTokens()).isEqualTo(11);
      assertThat(verdict.getProvenance().getFitness()).isEqualTo(Fitness.FITNESS_TRAINING);
    }
  }

  @Test
  void hasNoPlaceUnderTheRecipesPrompt() {
    try (ScriptedServer model = new ScriptedServer(call -> call.stream("\\boxed{0}"));
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      CritiqueRequest.Builder request = remoteRequest("2 + 2 = 5");
      request.getOptionsBuilder().setTemplateId("fapo-recipe-v1");
      Verdict verdict = service.blocking().critique(request.build()).getVerdict();
      assertThat(verdict.hasFlawedAt()).isTrue();
      assertThat(verdict.getFlawedAt().hasStep()).isFalse();
    }
  }

  @Test
  void callsAnOutageAVerdictAndNotAnError() {
    try (ScriptedServer model = new ScriptedServer(call -> call.refuse(500, "{}"));
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      Verdict verdict = service.blocking().critique(NAMED).getVerdict();
      assertThat(verdict.getUnavailable().getCause())
          .isEqualTo(UnavailableCause.UNAVAILABLE_CAUSE_MODEL_FAULT);
      service.blocking().critique(NAMED);
      assertThat(model.calls()).as("an outage is asked again").hasSize(2);
    }
  }

  @Test
  void refusesAPromptWithAnEmptySection() {
    try (ScriptedServer model = new ScriptedServer(call -> call.stream(""));
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      CritiqueRequest request = remoteRequest("4").clearReference().build();
      StatusRuntimeException refusal = refusal(service, request);
      assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(refusal.getStatus().getDescription())
          .isEqualTo("reference: empty (expected: the answer, for the prompt)");
    }
  }

  @Test
  void asksWithoutAReferenceWhereTheTemplateHasNone() {
    try (ScriptedServer model = new ScriptedServer(call -> call.stream("\\boxed{-1}"));
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      CritiqueRequest.Builder request = remoteRequest("4").clearReference();
      request.getOptionsBuilder().setTemplateId("fapo-paragraph-noref-v1");
      assertThat(service.blocking().critique(request.build()).getVerdict().hasSound()).isTrue();
      assertThat(model.calls().getFirst().request().toString())
          .contains("<paragraph_0>")
          .doesNotContain("Ground Truth");
    }
  }

  @Test
  void streamsTheTextThenTheVerdict() {
    try (ScriptedServer model = new ScriptedServer(call -> call.stream("It holds. \\boxed{-1}"));
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      StringBuilder text = new StringBuilder();
      List<Verdict> verdicts = new ArrayList<>();
      service
          .blocking()
          .streamCritique(StreamCritiqueRequest.newBuilder().setRequest(NAMED).build())
          .forEachRemaining(event -> take(event, text, verdicts));
      assertThat(text).hasToString("It holds. \\boxed{-1}");
      assertThat(verdicts).hasSize(1).allMatch(Verdict::hasSound);
    }
  }

  @Test
  void refusesMoreThanTheQueueHolds() throws Exception {
    WorkBoard.Limits one = new WorkBoard.Limits(1, Duration.ofMinutes(1), Duration.ofSeconds(20));
    try (ScriptedServer model = new ScriptedServer(ScriptedServer.Call::stall);
        RunningService service = new RunningService(model.uri(), one)) {
      ListenableFuture<CritiqueResponse> first = service.future().critique(NAMED);
      assertThat(model.stalled()).isTrue();
      StatusRuntimeException refusal = refusal(service, remoteRequest("other").build());
      assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(StatusProto.fromThrowable(refusal).getDetailsList())
          .anyMatch(detail -> detail.is(RetryInfo.class));
      model.release();
      assertThat(first.get(10, TimeUnit.SECONDS).getVerdict().hasSound()).isTrue();
    }
  }

  @Test
  void freesNamedWorkAtOnce() throws Exception {
    try (ScriptedServer model = new ScriptedServer(ScriptedServer.Call::stall);
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      ListenableFuture<CritiqueResponse> reply = service.future().critique(NAMED);
      assertThat(model.stalled()).isTrue();
      CancelCritiquesRequest cancel =
          CancelCritiquesRequest.newBuilder().addWorkIds("w1").addWorkIds("unknown").build();
      assertThat(service.blocking().cancelCritiques(cancel).getCancelled()).isEqualTo(1);
      assertThat(model.closedByClient()).isTrue();
      assertThat(reply.get(10, TimeUnit.SECONDS).getVerdict().getUnavailable().getCause())
          .isEqualTo(UnavailableCause.UNAVAILABLE_CAUSE_CANCELLED);
      assertThat(service.blocking().cancelCritiques(cancel).getCancelled()).isZero();
    }
  }

  @Test
  void endsUnnamedWorkWithItsCaller() throws Exception {
    try (ScriptedServer model = new ScriptedServer(ScriptedServer.Call::stall);
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      ListenableFuture<CritiqueResponse> reply =
          service.future().critique(remoteRequest("2 + 2 = 5").build());
      assertThat(model.stalled()).isTrue();
      reply.cancel(true);
      assertThat(model.closedByClient()).isTrue();
    }
  }

  @Test
  void saysThatTheDeadlineCameBeforeItDoes() throws Exception {
    try (ScriptedServer model = new ScriptedServer(ScriptedServer.Call::stall);
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      Verdict verdict =
          service
              .blocking()
              .withDeadlineAfter(1, TimeUnit.SECONDS)
              .critique(remoteRequest("2 + 2 = 5").build())
              .getVerdict();
      assertThat(verdict.getUnavailable().getCause())
          .isEqualTo(UnavailableCause.UNAVAILABLE_CAUSE_DEADLINE);
      assertThat(model.closedByClient()).isTrue();
    }
  }

  @Test
  void letsARetryJoinWorkThatWasLeft() throws Exception {
    try (ScriptedServer model = new ScriptedServer(ScriptedServer.Call::stall);
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      ListenableFuture<CritiqueResponse> lost = service.future().critique(NAMED);
      assertThat(model.stalled()).isTrue();
      lost.cancel(true);
      ListenableFuture<CritiqueResponse> retry = service.future().critique(NAMED);
      model.release();
      assertThat(retry.get(10, TimeUnit.SECONDS).getVerdict().hasSound()).isTrue();
      assertThat(model.calls()).hasSize(1);
    }
  }

  @Test
  void letsARetryJoinWorkThatOutlivedItsDeadline() throws Exception {
    try (ScriptedServer model = new ScriptedServer(ScriptedServer.Call::stall);
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      Verdict late =
          service.blocking().withDeadlineAfter(1, TimeUnit.SECONDS).critique(NAMED).getVerdict();
      assertThat(late.getUnavailable().getCause())
          .isEqualTo(UnavailableCause.UNAVAILABLE_CAUSE_DEADLINE);
      model.release();
      assertThat(service.blocking().critique(NAMED).getVerdict().hasSound()).isTrue();
      assertThat(model.calls()).hasSize(1);
    }
  }

  @Test
  void freesWorkThatNobodyCameBackFor() throws Exception {
    WorkBoard.Limits brief = new WorkBoard.Limits(8, Duration.ofMillis(20), Duration.ofSeconds(20));
    try (ScriptedServer model = new ScriptedServer(ScriptedServer.Call::stall);
        RunningService service = new RunningService(model.uri(), brief)) {
      ListenableFuture<CritiqueResponse> lost = service.future().critique(NAMED);
      assertThat(model.stalled()).isTrue();
      lost.cancel(true);
      assertThat(model.closedByClient()).isTrue();
    }
  }

  @Test
  void refusesANameThatOtherWorkHas() throws Exception {
    try (ScriptedServer model = new ScriptedServer(ScriptedServer.Call::stall);
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      ListenableFuture<CritiqueResponse> first = service.future().critique(NAMED);
      assertThat(model.stalled()).isTrue();
      StatusRuntimeException refusal =
          refusal(service, remoteRequest("other").setWorkId("w1").build());
      assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(refusal.getStatus().getDescription()).startsWith("work_id: w1 names other work");
      first.cancel(true);
    }
  }

  @Test
  void listsTheRemoteCriticWithItsReadiness() {
    try (ScriptedServer model = new ScriptedServer(call -> call.stream(""));
        RunningService service = new RunningService(model.uri(), RunningService.LIMITS)) {
      fapo.genrm.v1.Critic critic =
          service.blocking().listCritics(ListCriticsRequest.getDefaultInstance()).getCritics(1);
      assertThat(critic.getName()).isEqualTo("openai");
      assertThat(critic.getModelId()).isEqualTo("judge");
      assertThat(critic.getReady()).isFalse();
      assertThat(critic.getDetail()).contains("served-model");
    }
  }

  private static void take(
      StreamCritiqueResponse event, StringBuilder text, List<Verdict> verdicts) {
    switch (event.getEventCase()) {
      case TEXT -> text.append(event.getText());
      case VERDICT -> verdicts.add(event.getVerdict());
      case EVENT_NOT_SET -> throw new AssertionError("an event without content");
    }
  }

  private static StatusRuntimeException refusal(RunningService service, CritiqueRequest request) {
    return catchThrowableOfType(
        StatusRuntimeException.class, () -> service.blocking().critique(request));
  }
}
