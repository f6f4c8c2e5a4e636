package fapo.genrm.remote;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.critique.Critic.Readiness;
import fapo.genrm.critique.CriticProfile.Fitness;
import fapo.genrm.critique.Critique;
import fapo.genrm.critique.Critique.Vote;
import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.critique.PromptTemplate;
import fapo.genrm.critique.Sampling;
import fapo.genrm.critique.Solution;
import fapo.genrm.critique.StepSplitter;
import fapo.genrm.critique.Verdict;
import fapo.genrm.critique.Verdict.Cause;
import fapo.genrm.critique.Verdict.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiCriticTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Sampling ONE = sampling(1, 0, LONG);

  @Test
  void readsTheVerdictOfAStream() {
    try (ScriptedServer server =
            new ScriptedServer(call -> call.stream("Step 1 is off. \\boxed{1}"));
        OpenAiCritic critic = critic(server.uri(), "judge", LONG)) {
      StringBuilder text = new StringBuilder();
      Critique critique =
          critic.critique(task(ONE, PromptTemplate.FAPO_PARAGRAPH_V1), text::append);
      assertThat(critique.verdict()).isEqualTo(new Verdict.FlawedAt(1));
      assertThat(critique.text())
          .isEqualTo("Step 1 is off. \\boxed{1}")
          .hasToString(text.toString());
      assertThat(critique.basis())
          .isEqualTo(
              new Critique.Samples(
                  List.of(new Vote(new Verdict.FlawedAt(1), 5, 7)),
                  1.0,
                  Optional.empty(),
                  new Critique.Usage("judge", 0.6, 0.95, 11, 7)));
    }
  }

  @Test
  void asksAsTheApiWantsIt() {
    try (ScriptedServer server = new ScriptedServer(call -> call.stream("\\boxed{-1}"));
        OpenAiCritic critic = critic(server.uri(), "judge", LONG)) {
      assertThat(ask(critic, ONE)).isEqualTo(new Verdict.Sound());
      ScriptedServer.Call call = server.calls().getFirst();
      assertThat(call.header("Authorization")).isEqualTo("Bearer secret");
      assertThat(call.request().path("model").stringValue()).isEqualTo("judge");
      assertThat(call.request().path("max_tokens").intValue()).isEqualTo(512);
      assertThat(call.request().path("temperature").doubleValue()).isEqualTo(0.6);
      assertThat(call.request().path("top_p").doubleValue()).isEqualTo(0.95);
      assertThat(call.request().path("seed").longValue()).isEqualTo(5);
      assertThat(call.request().path("stream").booleanValue()).isTrue();
      assertThat(call.request().path("messages")).hasSize(1);
      assertThat(call.request().path("messages").path(0).path("role").stringValue())
          .isEqualTo("user");
      assertThat(call.request().path("messages").path(0).path("content").stringValue())
          .contains(
              "<paragraph_0>\nAdd.\n</paragraph_0>\n\n<paragraph_1>\n2 + 2 = 5\n</paragraph_1>");
    }
  }

  @Test
  void asksTheFirstModelServedWhereNoneIsConfigured() {
    try (ScriptedServer server = new ScriptedServer(call -> call.stream("\\boxed{-1}"));
        OpenAiCritic critic = critic(server.uri(), "", LONG)) {
      assertThat(ask(critic, ONE)).isEqualTo(new Verdict.Sound());
      assertThat(critic.profile().modelId()).isEqualTo("served-model");
    }
  }

  @Test
  void flagsWithoutAPlaceUnderTheRecipesPrompt() {
    try (ScriptedServer server = new ScriptedServer(call -> call.stream("\\boxed{99}"));
        OpenAiCritic critic = critic(server.uri(), "judge", LONG)) {
      CritiqueTask task = task(ONE, PromptTemplate.FAPO_RECIPE_V1);
      assertThat(critic.critique(task, _ -> {}).verdict()).isEqualTo(new Verdict.Flawed());
    }
  }

  @Test
  void readsAReplyThatIsNotAStream() {
    String reply =
        "{\"choices\":[{\"message\":{\"content\":\"\\\\boxed{0}\"},\"finish_reason\":\"stop\"}]}";
    assertThat(verdict(call -> call.refuse(200, reply))).isEqualTo(new Verdict.FlawedAt(0));
  }

  @Test
  void keepsThoughtsOutOfTheCritique() {
    String thought =
        ScriptedServer.event(
            "{\"choices\":[{\"delta\":{\"reasoning_content\":\"\\\\boxed{0}\"}}]}");
    assertThat(
            verdict(
                call ->
                    call.raw(
                        200,
                        thought
                            + ScriptedServer.token("\\boxed{1}")
                            + ScriptedServer.finish("stop"))))
        .isEqualTo(new Verdict.FlawedAt(1));
  }

  @Test
  void asksAgainWithAnotherSeedWhereNothingCanBeRead() {
    try (ScriptedServer server =
            new ScriptedServer(call -> call.stream(call.number() < 2 ? "hm" : "\\boxed{1}"));
        OpenAiCritic critic = critic(server.uri(), "judge", LONG)) {
      Critique critique =
          critic.critique(task(sampling(1, 2, LONG), PromptTemplate.FAPO_PARAGRAPH_V1), _ -> {});
      assertThat(critique.verdict()).isEqualTo(new Verdict.FlawedAt(1));
      assertThat(server.calls().stream().map(c -> c.request().path("seed").longValue()))
          .containsExactly(5L, 6L, 7L);
      assertThat(critique.basis())
          .isInstanceOfSatisfying(
              Critique.Samples.class,
              samples -> assertThat(samples.usage().completionTokens()).isEqualTo(21));
    }
  }

  @Test
  void staysUnreadableWhenEveryRetryIs() {
    try (ScriptedServer server = new ScriptedServer(call -> call.stream("no idea"));
        OpenAiCritic critic = critic(server.uri(), "judge", LONG)) {
      assertThat(ask(critic, sampling(1, 2, LONG))).isEqualTo(new Verdict.Unreadable("no idea"));
      assertThat(server.calls()).hasSize(3);
    }
  }

  @Test
  void doesNotTrustAnIndexOfACritiqueCutAtItsLimit() {
    assertThat(
            verdict(
                call ->
                    call.raw(
                        200,
                        ScriptedServer.token("\\boxed{1} restates")
                            + ScriptedServer.finish("length"))))
        .isInstanceOf(Verdict.Unreadable.class);
  }

  @Test
  void letsTheMajorityOfSamplesDecide() {
    try (ScriptedServer server =
            new ScriptedServer(
                call ->
                    call.stream(
                        switch ((int) call.request().path("seed").longValue()) {
                          case 5, 8 -> "\\boxed{-1}";
                          case 6 -> "\\boxed{1}";
                          case 7 -> "\\boxed{0}";
                          default -> "\\boxed{ 1 }";
                        }));
        OpenAiCritic critic = critic(server.uri(), "judge", LONG)) {
      Critique critique =
          critic.critique(task(sampling(5, 0, LONG), PromptTemplate.FAPO_PARAGRAPH_V1), _ -> {});
      assertThat(critique.verdict()).isEqualTo(new Verdict.FlawedAt(1));
      assertThat(critique.text()).isEqualTo("\\boxed{1}");
      assertThat(critique.basis())
          .isInstanceOfSatisfying(
              Critique.Samples.class,
              samples -> {
                assertThat(samples.agreeing()).isEqualTo(0.6);
                assertThat(samples.votes().stream().map(Vote::seed))
                    .containsExactly(5L, 6L, 7L, 8L, 9L);
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, OVERLOADED",
    "503, OVERLOADED",
    "500, MODEL_FAULT",
    "502, UNREACHABLE",
    "504, UNREACHABLE",
    "401, MODEL_FAULT",
    "404, MODEL_FAULT",
    "400, MODEL_FAULT"
  })
  void callsARefusalAnOutage(int status, Cause cause) {
    assertThat(verdict(call -> call.refuse(status, "{\"error\":{\"message\":\"no\"}}")))
        .isEqualTo(new Verdict.Unavailable(cause, "HTTP " + status + ": no"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\":{\"message\":\"This model's maximum context length is 4096 tokens.\",\"code\":400}}",
        "400 | {\"object\":\"error\",\"message\":\"The input (9 tokens) is longer than the model's context length (8 tokens).\"}",
        "400 | {\"error\":{\"message\":\"too big\",\"code\":\"context_length_exceeded\"}}",
        "413 | <html>Request Entity Too Large</html>"
      })
  void callsAContextOverflowOutOfScope(int status, String body) {
    assertThat(verdict(call -> call.refuse(status, body)))
        .isInstanceOfSatisfying(
            Verdict.OutOfScope.class,
            verdict -> assertThat(verdict.reason()).isEqualTo(Reason.TOO_LONG));
  }

  @Test
  void callsAnErrorInsideTheStreamWhatItIs() {
    String error = "{\"error\":{\"message\":\"engine died\",\"code\":500}}";
    assertThat(
            verdict(call -> call.raw(200, ScriptedServer.token("a") + ScriptedServer.event(error))))
        .isEqualTo(new Verdict.Unavailable(Cause.MODEL_FAULT, "HTTP 500: engine died"));
  }

  @Test
  void callsAMalformedStreamAFault() {
    assertThat(verdict(call -> call.raw(200, "data: {\"choices\":[{\n\n")))
        .isEqualTo(
            new Verdict.Unavailable(Cause.MODEL_FAULT, "reply: {\"choices\":[{ (expected: JSON)"));
  }

  @Test
  void callsAnEndlessEventAFault() {
    assertThat(verdict(call -> call.raw(200, "data: " + "x".repeat(2 << 20))))
        .isInstanceOfSatisfying(
            Verdict.Unavailable.class,
            verdict -> assertThat(verdict.cause()).isEqualTo(Cause.MODEL_FAULT));
  }

  @Test
  void doesNotReadAStreamThatEndsInTheMiddle() {
    assertThat(verdict(call -> call.raw(200, ScriptedServer.token("\\boxed{1}"))))
        .isEqualTo(
            new Verdict.Unavailable(Cause.UNREACHABLE, "the stream ended before the answer did"));
  }

  @Test
  void callsARefusedConnectionUnreachable() {
    URI gone;
    try (ScriptedServer server = new ScriptedServer(call -> call.stream(""))) {
      gone = server.uri();
    }
    try (OpenAiCritic critic = critic(gone, "judge", LONG)) {
      assertThat(ask(critic, ONE))
          .isInstanceOfSatisfying(
              Verdict.Unavailable.class,
              verdict -> assertThat(verdict.cause()).isEqualTo(Cause.UNREACHABLE));
      assertThat(critic.readiness()).isInstanceOf(Readiness.NotReady.class);
    }
  }

  @Test
  void givesUpWithoutProgressThoughCommentsArrive() throws InterruptedException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.Call::stall);
        OpenAiCritic critic = critic(server.uri(), "judge", LONG)) {
      assertThat(ask(critic, sampling(1, 2, Duration.ofMillis(150))))
          .isEqualTo(new Verdict.Unavailable(Cause.NO_PROGRESS, "no new token for PT0.15S"));
      assertThat(server.closedByClient()).isTrue();
    }
  }

  @Test
  void givesUpAtTheDeadlineOfAnExchange() throws InterruptedException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.Call::stall);
        OpenAiCritic critic = critic(server.uri(), "judge", Duration.ofMillis(150))) {
      assertThat(ask(critic, ONE))
          .isEqualTo(new Verdict.Unavailable(Cause.DEADLINE, "not finished within PT0.15S"));
      assertThat(server.closedByClient()).isTrue();
    }
  }

  @Test
  void closesTheConnectionWhenInterrupted() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.Call::stall);
        OpenAiCritic critic = critic(server.uri(), "judge", LONG)) {
      CompletableFuture<Verdict> verdict = new CompletableFuture<>();
      Thread caller =
          Thread.startVirtualThread(() -> verdict.complete(ask(critic, sampling(3, 0, LONG))));
      assertThat(server.stalled()).isTrue();
      caller.interrupt();
      assertThat(server.closedByClient()).isTrue();
      assertThat(verdict.get(10, TimeUnit.SECONDS))
          .isEqualTo(new Verdict.Unavailable(Cause.CANCELLED, "the work was cancelled"));
    }
  }

  @Test
  void keepsItsConnectionForTheNextSample() {
    try (ScriptedServer server = new ScriptedServer(call -> call.stream("\\boxed{-1}"));
        OpenAiCritic critic = critic(server.uri(), "judge", LONG)) {
      for (int i = 0; i < 5; i++) {
        assertThat(ask(critic, ONE)).isEqualTo(new Verdict.Sound());
      }
      assertThat(server.calls().stream().map(ScriptedServer.Call::clientPort).distinct())
          .hasSize(1);
    }
  }

  @Test
  void saysWhetherItCanAnswer() {
    try (ScriptedServer server = new ScriptedServer(call -> call.stream(""));
        OpenAiCritic served = critic(server.uri(), "served-model", LONG);
        OpenAiCritic other = critic(server.uri(), "other", LONG)) {
      assertThat(served.readiness()).isEqualTo(new Readiness.Ready());
      assertThat(other.readiness())
          .isEqualTo(new Readiness.NotReady("model: other (expected: one of [served-model])"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:1,http://h:1/v1/models",
    "http://h:1/,http://h:1/v1/models",
    "http://h:1/v1,http://h:1/v1/models",
    "http://h:1/v1/chat/completions,http://h:1/v1/models",
    "http://h/openai/,http://h/openai/models"
  })
  void findsTheApiFromAnyOfItsAddresses(URI server, URI models) {
    assertThat(settings(server, "", LONG).resource("/models")).isEqualTo(models);
  }

  private static Verdict verdict(ScriptedServer.Script script) {
    try (ScriptedServer server = new ScriptedServer(script);
        OpenAiCritic critic = critic(server.uri(), "judge", LONG)) {
      return ask(critic, ONE);
    }
  }

  private static Verdict ask(OpenAiCritic critic, Sampling sampling) {
    return critic.critique(task(sampling, PromptTemplate.FAPO_PARAGRAPH_V1), _ -> {}).verdict();
  }

  private static CritiqueTask task(Sampling sampling, PromptTemplate template) {
    return new CritiqueTask(
        "What is 2 + 2?",
        "4",
        StepSplitter.judged(new Solution.Text("Add.\n\n2 + 2 = 5"), Solution.Scope.FULL),
        template,
        sampling);
  }

  private static Sampling sampling(int samples, int retries, Duration progress) {
    return new Sampling(
        samples,
        512,
        retries,
        progress,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalLong.of(5));
  }

  private static OpenAiCritic critic(URI server, String model, Duration exchange) {
    return new OpenAiCritic(settings(server, model, exchange), System::nanoTime, new Random(1));
  }

  private static OpenAiSettings settings(URI server, String model, Duration exchange) {
    return new OpenAiSettings(
        server,
        model,
        "secret",
        Fitness.TRAINING,
        8,
        0.6,
        0.95,
        new OpenAiSettings.Timeouts(Duration.ofSeconds(2), exchange));
  }
}
