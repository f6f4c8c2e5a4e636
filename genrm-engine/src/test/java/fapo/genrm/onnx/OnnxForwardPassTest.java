package fapo.genrm.onnx;

import static fapo.genrm.onnx.Plans.assertLogits;
import static fapo.genrm.onnx.Plans.slice;
import static fapo.genrm.onnx.Plans.tokens;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.engine.ForwardPass.CacheShape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxForwardPassTest {
  @TempDir Path folder;

  @Test
  void runsWholePrompt() {
    try (RandomCheckpoint checkpoint =
            new RandomCheckpoint(folder, TinyModels.QWEN3, ElementType.F32, 1);
        OnnxForwardPass pass =
            OnnxForwardPass.open(
                checkpoint, new CpuSettings(new CacheShape(16, 16), 97, 2, false))) {
      int[] prompt = tokens(2, 37, 97);
      double[][] expected = new ReferenceDecoder(checkpoint).logits(prompt);
      assertLogits(pass.run(Plans.of(slice(prompt, 0, 37, 3, 1, 2))), 0, expected[36], 1e-5);
    }
  }
}
