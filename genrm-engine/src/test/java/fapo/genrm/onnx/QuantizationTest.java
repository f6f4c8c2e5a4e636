package fapo.genrm.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.engine.StepResult;
import fapo.genrm.onnx.graph.Quantization;
import fapo.genrm.onnx.graph.TensorFloats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizationTest {
  private static final CpuSettings SETTINGS =
      new CpuSettings(new CacheShape(4, 16), TinyModels.QWEN2.vocabulary(), 2, false);

  @TempDir Path folder;

  /// Weights that are codes times scales already lose nothing, so the reference knows the result.
  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void computesWithTheQuantizedWeights(int bits) {
    try (RandomCheckpoint checkpoint =
        new RandomCheckpoint(folder, TinyModels.QWEN2, ElementType.F32, 1)) {
      checkpoint.tensorNames().stream()
          .filter(name -> name.endsWith("_proj.weight") || name.equals("lm_head.weight"))
          .forEach(name -> roundToCodes(checkpoint, name, 1 << (bits - 1)));
      ReferenceDecoder reference = new ReferenceDecoder(checkpoint);
      try (OnnxForwardPass pass =
          OnnxForwardPass.open(
              checkpoint, SETTINGS.withQuantization(new Quantization(bits, false)))) {
        for (int token = 0; token < 5; token++) {
          StepResult result = pass.run(Plans.of(Plans.slice(new int[] {token}, 0, 1, 0)));
          Plans.assertLogits(result, 0, reference.logits(token)[0], 2e-5);
        }
      }
    }
  }

  private static void roundToCodes(RandomCheckpoint checkpoint, String name, int zero) {
    float[] weights = TensorFloats.read(checkpoint, name);
    for (int block = 0; block < weights.length; block += 32) {
      float[] part = Arrays.copyOfRange(weights, block, block + 32);
      float largest = 0;
      for (float weight : part) {
        largest = Math.abs(weight) > Math.abs(largest) ? weight : largest;
      }
      float scale = -largest / zero;
      for (int i = 0; i < part.length; i++) {
        int code = Math.clamp(Math.round(part[i] / scale), -zero, zero - 1);
        checkpoint.set(checkpoint.tensor(name), block + i, code * scale);
      }
    }
  }

  @Test
  void makesTheCopyOnceAndAgainWhereItIsCut() throws IOException {
    try (RandomCheckpoint checkpoint =
        new RandomCheckpoint(folder, TinyModels.QWEN2, ElementType.F32, 1)) {
      Quantization quantization = new Quantization(4, true);
      open(checkpoint, quantization);
      Path copy = copies().getFirst();
      long size = Files.size(copy);
      var _ = Files.setLastModifiedTime(copy, FileTime.fromMillis(0));
      open(checkpoint, quantization);
      assertThat(Files.getLastModifiedTime(copy)).isEqualTo(FileTime.fromMillis(0));
      var _ = Files.write(copy, new byte[10]);
      open(checkpoint, quantization);
      assertThat(Files.size(copy)).isEqualTo(size);
      assertThat(copies()).hasSize(1);
    }
  }

  @Test
  void refusesOtherWidths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Quantization(5, false))
        .withMessage("bits: 5 (expected: 4 or 8)");
  }

  private List<Path> copies() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("fapo-")).toList();
    }
  }

  private static void open(RandomCheckpoint checkpoint, Quantization quantization) {
    OnnxForwardPass.open(checkpoint, SETTINGS.withQuantization(quantization)).close();
  }
}
