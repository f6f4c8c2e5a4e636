package fapo.genrm.onnx;

import static fapo.genrm.onnx.Plans.assertLogits;
import static fapo.genrm.onnx.Plans.joined;
import static fapo.genrm.onnx.Plans.logits;
import static fapo.genrm.onnx.Plans.slice;
import static fapo.genrm.onnx.Plans.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepPlan.Slice;
import fapo.genrm.engine.StepResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxForwardPassTest {
  private static final double TOLERANCE = 2e-5;

  @TempDir Path folder;

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(TinyModels.QWEN3, ElementType.F32),
        Arguments.of(TinyModels.QWEN3, ElementType.F16),
        Arguments.of(TinyModels.QWEN3, ElementType.BF16),
        Arguments.of(TinyModels.QWEN2, ElementType.F32),
        Arguments.of(TinyModels.QWEN2, ElementType.BF16),
        Arguments.of(TinyModels.LLAMA, ElementType.F32),
        Arguments.of(TinyModels.LLAMA, ElementType.F16),
        Arguments.of(TinyModels.WIDE_GROUP, ElementType.F32));
  }

  @ParameterizedTest
  @MethodSource("models")
  void agreesWithTheReferenceInEveryKindOfStep(DecoderSpec spec, ElementType type) {
    try (RandomCheckpoint checkpoint = new RandomCheckpoint(folder, spec, type, 1);
        OnnxForwardPass pass = open(checkpoint, 16)) {
      ReferenceDecoder reference = new ReferenceDecoder(checkpoint);
      int[] a = tokens(2, 37, spec.vocabulary());
      int[] b = tokens(3, 16, spec.vocabulary());
      int[] c = tokens(4, 70, spec.vocabulary());
      double[][] expectedA = reference.logits(a);
      double[][] expectedB = reference.logits(b);
      double[][] expectedC = reference.logits(c);

      StepResult prompts =
          pass.run(Plans.of(slice(a, 0, 35, 3, 1, 2), slice(b, 0, 15, 9), slice(c, 0, 1, 4)));
      assertLogits(prompts, 0, expectedA[34], TOLERANCE);
      assertLogits(prompts, 1, expectedB[14], TOLERANCE);
      assertLogits(prompts, 2, expectedC[0], TOLERANCE);

      int[] blocksOfC = {4, 15, 0, 6, 14};
      StepResult mixed =
          pass.run(
              Plans.of(
                  slice(b, 15, 16, 9),
                  new Slice(3, Arrays.copyOfRange(c, 1, 60), 1, blocksOfC, 0),
                  slice(a, 35, 36, 3, 1, 2)));
      assertThat(mixed.rows()).isEqualTo(2);
      assertLogits(mixed, 0, expectedB[15], TOLERANCE);
      assertLogits(mixed, 1, expectedA[35], TOLERANCE);

      StepResult last =
          pass.run(Plans.of(slice(a, 36, 37, 3, 1, 2), slice(c, 60, 70, 4, 15, 0, 6, 14)));
      assertLogits(last, 0, expectedA[36], TOLERANCE);
      assertLogits(last, 1, expectedC[69], TOLERANCE);
    }
  }

  @Test
  void sharesBlocksOfACommonPrefix() {
    try (RandomCheckpoint checkpoint = qwen3();
        OnnxForwardPass pass = open(checkpoint, 16)) {
      ReferenceDecoder reference = new ReferenceDecoder(checkpoint);
      int[] prefix = tokens(5, 32, 97);
      int[] a = joined(prefix, tokens(6, 9, 97));
      int[] b = joined(prefix, tokens(7, 20, 97));
      var _ = pass.run(Plans.of(slice(prefix, 0, 32, 7, 3)));
      StepResult result =
          pass.run(Plans.of(slice(a, 32, 41, 7, 3, 8), slice(b, 32, 52, 7, 3, 9, 10)));
      assertLogits(result, 0, reference.logits(a)[40], TOLERANCE);
      assertLogits(result, 1, reference.logits(b)[51], TOLERANCE);
    }
  }

  @Test
  void attendsOverManyRunsOfKeys() {
    DecoderSpec spec = TinyModels.QWEN3;
    try (RandomCheckpoint checkpoint = qwen3();
        OnnxForwardPass pass = open(checkpoint, 64)) {
      int[] prompt = tokens(8, 250, spec.vocabulary());
      double[][] expected = new ReferenceDecoder(checkpoint).logits(prompt);
      StepResult result = pass.run(Plans.of(allRows(prompt, 3, 0, 2, 1)));
      for (int row = 0; row < prompt.length; row++) {
        assertLogits(result, row, expected[row], 5e-5);
      }
    }
  }

  @Test
  void givesTheSameChunkedOrWhole() {
    try (RandomCheckpoint checkpoint = qwen3();
        OnnxForwardPass pass = open(checkpoint, 16)) {
      int[] prompt = tokens(9, 100, 97);
      int[] blocks = {0, 1, 2, 3, 4, 5, 6};
      float[] whole = logits(pass.run(Plans.of(slice(prompt, 0, 100, blocks))), 0);
      int[] others = {15, 14, 13, 12, 11, 10, 9};
      for (int past = 0; past < 91; past += 7) {
        var _ = pass.run(Plans.of(slice(prompt, past, past + 7, others)));
      }
      float[] chunked = logits(pass.run(Plans.of(slice(prompt, 91, 100, others))), 0);
      assertThat(chunked).containsExactly(whole, Offset.offset(1e-5f));
    }
  }

  @Test
  void doesNotDependOnNeighbours() {
    try (RandomCheckpoint checkpoint = qwen3();
        OnnxForwardPass pass = open(checkpoint, 16)) {
      int[] prompt = tokens(10, 21, 97);
      float[] alone = logits(pass.run(Plans.of(slice(prompt, 0, 21, 0, 1))), 0);
      StepResult crowded =
          pass.run(
              Plans.of(
                  slice(tokens(11, 40, 97), 0, 40, 2, 3, 4),
                  slice(prompt, 0, 21, 5, 6),
                  slice(tokens(12, 3, 97), 0, 3, 7)));
      assertThat(logits(crowded, 1)).containsExactly(alone, Offset.offset(1e-5f));
    }
  }

  @ParameterizedTest
  @MethodSource("longContexts")
  void sharesAContextAmongThreads(int length, int query) {
    DecoderSpec spec = TinyModels.LONG;
    int[] blocks = IntStream.range(0, 20).map(i -> 19 - i).toArray();
    int[] tokens = tokens(16, length, spec.vocabulary());
    try (RandomCheckpoint checkpoint = new RandomCheckpoint(folder, spec, ElementType.F32, 1);
        OnnxForwardPass alone = open(checkpoint, 1, 20, 64);
        OnnxForwardPass shared = open(checkpoint, 4, 20, 64)) {
      List<float[]> results =
          Stream.of(alone, shared)
              .map(
                  pass -> {
                    var _ = pass.run(Plans.of(slice(tokens, 0, length - query, blocks)));
                    return pass.run(Plans.of(slice(tokens, length - query, length, blocks)));
                  })
              .map(result -> logits(result, 0))
              .toList();
      assertThat(results.get(1)).containsExactly(results.get(0), Offset.offset(1e-5f));
      double[] expected = new ReferenceDecoder(checkpoint).logits(tokens)[length - 1];
      for (int token = 0; token < expected.length; token++) {
        assertThat((double) results.get(1)[token]).isCloseTo(expected[token], within(5e-5));
      }
    }
  }

  /// Lengths around the borders of parts, with one and with several new tokens.
  static Stream<Arguments> longContexts() {
    return Stream.of(
        Arguments.of(256, 1),
        Arguments.of(257, 1),
        Arguments.of(300, 50),
        Arguments.of(700, 1),
        Arguments.of(1030, 5));
  }

  @Test
  void returnsTheBestCandidatesFirst() {
    try (RandomCheckpoint checkpoint = qwen3();
        OnnxForwardPass pass =
            OnnxForwardPass.open(checkpoint, new CpuSettings(new CacheShape(4, 16), 5, 1, false))) {
      int[] prompt = tokens(13, 8, 97);
      double[] expected = new ReferenceDecoder(checkpoint).logits(prompt)[7];
      StepResult result = pass.run(Plans.of(slice(prompt, 0, 8, 2)));
      assertThat(result.width()).isEqualTo(5);
      List<Integer> best =
          IntStream.range(0, 97)
              .boxed()
              .sorted(Comparator.comparingDouble(token -> -expected[token]))
              .limit(5)
              .toList();
      assertThat(result.ids()).containsExactly(best.stream().mapToInt(i -> i).toArray());
    }
  }

  @Test
  void runsAStepThatWantsNoRows() {
    try (RandomCheckpoint checkpoint = qwen3();
        OnnxForwardPass pass = open(checkpoint, 16)) {
      StepPlan plan = Plans.of(new Slice(1, tokens(14, 20, 97), 0, new int[] {0, 1}, 0));
      assertThat(pass.run(plan).rows()).isZero();
    }
  }

  @Test
  void namesLogitsThatAreNoNumbersAndGoesOn() {
    RandomCheckpoint checkpoint = qwen3();
    checkpoint.set(checkpoint.tensor("model.embed_tokens.weight"), 5 * 48, Float.NaN);
    try (checkpoint;
        OnnxForwardPass pass = open(checkpoint, 16)) {
      int[] poisoned = {1, 5};
      assertThatThrownBy(() -> pass.run(Plans.of(slice(poisoned, 0, 2, 0))))
          .isInstanceOf(ModelFaultException.class)
          .hasMessageContaining("logits: log-sum-exp NaN")
          .hasMessageContaining("position 1");
    }
  }

  @Test
  void refusesPlansOutsideTheCache() {
    try (RandomCheckpoint checkpoint = qwen3();
        OnnxForwardPass pass = open(checkpoint, 16)) {
      int[] prompt = tokens(15, 17, 97);
      assertRefused(pass, slice(prompt, 0, 17, 0), "blocks.length: 1 (expected: 2 to");
      assertRefused(pass, slice(prompt, 0, 17, 0, 16), "blocks: 16 (expected: 0 to 15)");
      assertRefused(pass, slice(prompt, 0, 17, 0, -1), "blocks: -1 (expected: 0 to 15)");
      assertRefused(pass, slice(new int[] {97}, 0, 1, 0), "tokens: 97 (expected: 0 to 96)");
      assertRefused(pass, slice(new int[0], 0, 0, 0), "tokens.length: 0 (expected: 1 to 256)");
      Slice far = new Slice(1, new int[] {1}, 256, new int[17], 1);
      assertRefused(pass, far, "past: 256 (expected: 0 to 255)");
    }
  }

  @Test
  void refusesAnotherThreadWhileTheOwnerLives() {
    try (RandomCheckpoint checkpoint = qwen3();
        OnnxForwardPass pass = open(checkpoint, 16)) {
      StepPlan plan = Plans.of(slice(new int[] {1}, 0, 1, 0));
      var _ = pass.run(plan);
      var other = new CompletableFuture<StepResult>();
      Thread.ofPlatform()
          .start(
              () -> {
                try {
                  other.complete(pass.run(plan));
                } catch (WrongThreadException refused) {
                  other.completeExceptionally(refused);
                }
              });
      assertThatThrownBy(other::join).hasCauseInstanceOf(WrongThreadException.class);
    }
  }

  private static void assertRefused(OnnxForwardPass pass, Slice slice, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pass.run(Plans.of(slice)))
        .withMessageContaining(message);
  }

  private static Slice allRows(int[] prompt, int... blocks) {
    return new Slice(1, prompt, 0, blocks, prompt.length);
  }

  private RandomCheckpoint qwen3() {
    return new RandomCheckpoint(folder, TinyModels.QWEN3, ElementType.F32, 1);
  }

  private static OnnxForwardPass open(RandomCheckpoint checkpoint, int blockSize) {
    return open(checkpoint, 2, 256 / blockSize, blockSize);
  }

  private static OnnxForwardPass open(
      RandomCheckpoint checkpoint, int threads, int blocks, int blockSize) {
    CacheShape cache = new CacheShape(blocks, blockSize);
    return OnnxForwardPass.open(
        checkpoint, new CpuSettings(cache, checkpoint.spec().vocabulary(), threads, false));
  }
}
