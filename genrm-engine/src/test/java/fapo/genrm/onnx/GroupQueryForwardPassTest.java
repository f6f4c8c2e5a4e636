package fapo.genrm.onnx;

import static fapo.genrm.onnx.Plans.assertLogits;
import static fapo.genrm.onnx.Plans.slice;
import static fapo.genrm.onnx.Plans.tokens;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.engine.StepResult;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupQueryForwardPassTest {
  private static final double TOLERANCE = 2e-5;

  @TempDir Path folder;

  static Stream<DecoderSpec> models() {
    return Stream.of(TinyModels.QWEN3, TinyModels.QWEN2, TinyModels.LLAMA);
  }

  @ParameterizedTest
  @MethodSource("models")
  void agreesWithTheReference(DecoderSpec spec) {
    CpuSettings settings = new CpuSettings(new CacheShape(4, 64), spec.vocabulary(), 2, false);
    try (RandomCheckpoint checkpoint = new RandomCheckpoint(folder, spec, ElementType.F32, 1);
        GroupQueryForwardPass pass = GroupQueryForwardPass.open(checkpoint, settings)) {
      ReferenceDecoder reference = new ReferenceDecoder(checkpoint);
      int[] a = tokens(2, 40, spec.vocabulary());
      int[] b = tokens(3, 12, spec.vocabulary());
      double[][] expectedA = reference.logits(a);
      double[][] expectedB = reference.logits(b);
      StepResult prompts = pass.run(Plans.of(slice(a, 0, 30, 1), slice(b, 0, 10, 2)));
      assertLogits(prompts, 0, expectedA[29], TOLERANCE);
      assertLogits(prompts, 1, expectedB[9], TOLERANCE);
      StepResult batch = pass.run(Plans.of(slice(a, 30, 31, 1), slice(b, 10, 11, 2)));
      assertLogits(batch, 0, expectedA[30], TOLERANCE);
      assertLogits(batch, 1, expectedB[10], TOLERANCE);
      StepResult mixed = pass.run(Plans.of(slice(b, 11, 12, 2), slice(a, 31, 40, 1)));
      assertLogits(mixed, 0, expectedB[11], TOLERANCE);
      assertLogits(mixed, 1, expectedA[39], TOLERANCE);
    }
  }
}
