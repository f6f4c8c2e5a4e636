package fapo.genrm.onnx;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.GoldenLogits;
import fapo.genrm.checkpoint.HuggingFaceCheckpoint;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The engine's own forward pass against Hugging Face transformers, on the checkpoints as they lie
/// on disk, token by token and in chunks.
class GoldenParityTest {
  private static final int BLOCK = 16;
  private static final double TOLERANCE = 2e-4;

  @TempDir private Path folder;

  // The kernels have code for heads of whole vectors only; others are refused.
  static List<GoldenLogits> rows() {
    return GoldenLogits.all().stream()
        .filter(golden -> golden.row().at("/config/head_dim").intValue(BLOCK) % BLOCK == 0)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void agreesWithTransformers(GoldenLogits golden) {
    double[][] expected = golden.logits(ElementType.F32).orElseThrow();
    int blocks = golden.tokens().length / BLOCK + 1;
    try (var checkpoint = HuggingFaceCheckpoint.open(golden.write(folder));
        OnnxForwardPass pass =
            OnnxForwardPass.open(
                checkpoint,
                new CpuSettings(
                    new CacheShape(blocks, BLOCK), checkpoint.spec().vocabulary(), 1, false))) {
      int past = 0;
      for (int i = 0; i < expected.length; i++) {
        int end = golden.positions()[i] + 1;
        StepResult result = pass.run(chunk(golden.tokens(), past, end, blocks));
        Plans.assertLogits(result, 0, expected[i], TOLERANCE);
        past = end;
      }
    }
  }

  private static StepPlan chunk(int[] tokens, int past, int end, int blocks) {
    return new StepPlan(
        List.of(
            new StepPlan.Slice(
                1,
                Arrays.copyOfRange(tokens, past, end),
                past,
                IntStream.range(0, blocks).toArray(),
                1)));
  }
}
