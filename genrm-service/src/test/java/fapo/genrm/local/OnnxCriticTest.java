package fapo.genrm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.CheckpointException;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.checkpoint.DecoderSpec.Rope;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;
import fapo.genrm.critique.Critic.Readiness;
import fapo.genrm.critique.CriticProfile.Fitness;
import fapo.genrm.critique.Critique;
import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.critique.PromptTemplate;
import fapo.genrm.critique.Sampling;
import fapo.genrm.critique.Solution;
import fapo.genrm.critique.StepSplitter;
import fapo.genrm.critique.Verdict;
import fapo.genrm.oracle.RandomCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A random model says nothing that can be read; what it says must be its own all the same.
class OnnxCriticTest {
  private static final int CONTEXT = 1024;
  private static final DecoderSpec SPEC =
      new DecoderSpec(
          Architecture.QWEN3,
          320,
          64,
          128,
          2,
          4,
          2,
          16,
          CONTEXT,
          1e-6,
          new Rope(1e6, new Scaling.None()),
          true,
          false,
          true);

  @TempDir private static Path model;

  @BeforeAll
  static void writeModel() throws IOException {
    new RandomCheckpoint(SPEC, ElementType.F32, 1).write(model);
    Files.writeString(model.resolve("chat_template.jinja"), "<|im_start|>{{ x }}<|im_end|>");
  }

  @Test
  void givesAnUnreadableCritiqueOfARandomModelAfterItsRetries() {
    try (OnnxCritic critic = critic()) {
      StringBuilder text = new StringBuilder();
      Critique critique = critic.critique(task("2 + 2 = 5", 1, 2, 7), text::append);

      assertThat(critique.verdict()).isInstanceOf(Verdict.Unreadable.class);
      assertThat(text.toString()).endsWith(critique.text());
      Critique.Samples samples = (Critique.Samples) critique.basis();
      assertThat(samples.votes()).hasSize(1);
      assertThat(samples.usage().modelId()).isEqualTo(critic.profile().modelId()).contains("@");
      assertThat(samples.usage().promptTokens()).isPositive();
    }
  }

  @Test
  void saysTheSameAloneAndAmongOthers() {
    try (OnnxCritic critic = critic()) {
      List<String> alone =
          IntStream.range(0, 6).mapToObj(i -> text(critic, "step " + i, i)).toList();
      List<CompletableFuture<String>> together =
          IntStream.range(0, 6)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> text(critic, "step " + i, i)))
              .toList();

      assertThat(together.stream().map(CompletableFuture::join)).isEqualTo(alone);
    }
  }

  @Test
  void countsEverySampleAsAVote() {
    try (OnnxCritic critic = critic()) {
      Critique critique = critic.critique(task("2 + 2 = 5", 4, 0, 3), _ -> {});

      assertThat(((Critique.Samples) critique.basis()).votes())
          .extracting(Critique.Vote::seed)
          .containsExactly(3L, 4L, 5L, 6L);
    }
  }

  @Test
  void isOutOfScopeWhereThePromptFillsTheContext() {
    try (OnnxCritic critic = critic()) {
      Critique critique = critic.critique(task("x".repeat(CONTEXT), 1, 0, 1), _ -> {});

      assertThat(critique.verdict())
          .isInstanceOfSatisfying(
              Verdict.OutOfScope.class,
              verdict -> assertThat(verdict.reason()).isEqualTo(Verdict.Reason.TOO_LONG));
    }
  }

  @Test
  void isUnavailableOnceClosed() {
    OnnxCritic critic = critic();
    critic.close();

    assertThat(critic.readiness()).isInstanceOf(Readiness.NotReady.class);
    assertThat(critic.critique(task("1 + 1 = 2", 1, 0, 1), _ -> {}).verdict())
        .isInstanceOf(Verdict.Unavailable.class);
  }

  @Test
  void refusesADirectoryWithoutAModel(@TempDir Path empty) {
    assertThatThrownBy(() -> new OnnxCritic(settings(empty), new Random(1), _ -> {}))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("config.json");
  }

  private static String text(OnnxCritic critic, String step, long seed) {
    return critic.critique(task(step, 1, 0, seed), _ -> {}).text();
  }

  private static OnnxCritic critic() {
    return new OnnxCritic(settings(model), new Random(1), _ -> {});
  }

  private static LocalSettings settings(Path model) {
    return new LocalSettings(
        model, Fitness.DEMO, 4096, 4, 64, 64, 1, LocalSettings.Quantisation.NONE, 0.6, 0.95);
  }

  private static CritiqueTask task(String step, int samples, int retries, long seed) {
    return new CritiqueTask(
        "?",
        "4",
        StepSplitter.judged(new Solution.Text(step), Solution.Scope.FULL),
        PromptTemplate.FAPO_RECIPE_V1,
        new Sampling(
            samples,
            24,
            retries,
            Duration.ofSeconds(30),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalLong.of(seed)));
  }
}
