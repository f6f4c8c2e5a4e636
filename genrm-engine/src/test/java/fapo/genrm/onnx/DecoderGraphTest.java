package fapo.genrm.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.onnx.graph.DecoderGraph;
import fapo.genrm.onnx.graph.DecoderGraph.Settings;
import fapo.genrm.onnx.graph.DecoderGraph.Variant;
import fapo.genrm.onnx.ort.OrtFailure;
import fapo.genrm.onnx.ort.OrtRuntime;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecoderGraphTest {
  @TempDir Path folder;

  /// The graph passes the checks of schema, types and shapes; what stops it on a machine without
  /// CUDA is that no kernel for its bfloat16 nodes is there.
  @ParameterizedTest
  @EnumSource(ElementType.class)
  void emitsACudaGraphThatOnlyLacksItsKernels(ElementType type) {
    try (RandomCheckpoint checkpoint = new RandomCheckpoint(folder, TinyModels.QWEN3, type, 1);
        OrtRuntime runtime = OrtRuntime.open()) {
      DecoderGraph.Model model =
          DecoderGraph.emit(
              checkpoint, new Settings(Variant.CUDA_PAGED, 256, 64, Optional.empty()));
      OrtRuntime.SessionSettings settings = new OrtRuntime.SessionSettings(1, false, Map.of());
      assertThatThrownBy(
              () ->
                  runtime
                      .session(model.bytes(), model.weightsFolder(), settings, Optional.empty())
                      .close())
          .isInstanceOf(OrtFailure.class)
          .hasMessageContaining("Could not find an implementation");
    }
  }

  @Test
  void keepsTheWeightsOutOfTheModel() {
    try (RandomCheckpoint checkpoint =
        new RandomCheckpoint(folder, TinyModels.QWEN3, ElementType.F32, 1)) {
      DecoderGraph.Model model =
          DecoderGraph.emit(checkpoint, new Settings(Variant.JAVA_PAGED, 256, 8, Optional.empty()));
      assertThat(model.bytes().length).isLessThan(10_000);
      assertThat(model.weightsFolder()).isEqualTo(folder);
    }
  }

  @Test
  void namesATensorOfAnotherShape() {
    DecoderSpec spec = TinyModels.QWEN3;
    DecoderSpec wider =
        new DecoderSpec(
            spec.architecture(),
            spec.vocabulary(),
            spec.hidden(),
            spec.intermediate() + 1,
            spec.layers(),
            spec.heads(),
            spec.keyValueHeads(),
            spec.headSize(),
            spec.contextLength(),
            spec.normEpsilon(),
            spec.rope(),
            true,
            false,
            true);
    try (RandomCheckpoint checkpoint = new RandomCheckpoint(folder, spec, ElementType.F32, 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  DecoderGraph.emit(
                      checkpoint.as(wider),
                      new Settings(Variant.JAVA_PAGED, 256, 8, Optional.empty())))
          .withMessage("model.layers.0.mlp.gate_proj.weight: shape [80, 48] (expected: [81, 48])");
    }
  }

  @Test
  void namesATensorThatIsMissing() {
    try (RandomCheckpoint checkpoint =
        new RandomCheckpoint(folder, TinyModels.QWEN3, ElementType.F32, 1)) {
      DecoderSpec spec = TinyModels.QWEN3;
      DecoderSpec untied =
          new DecoderSpec(
              spec.architecture(),
              spec.vocabulary(),
              spec.hidden(),
              spec.intermediate(),
              spec.layers(),
              spec.heads(),
              spec.keyValueHeads(),
              spec.headSize(),
              spec.contextLength(),
              spec.normEpsilon(),
              spec.rope(),
              true,
              false,
              false);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  DecoderGraph.emit(
                      checkpoint.as(untied),
                      new Settings(Variant.JAVA_PAGED, 256, 8, Optional.empty())))
          .withMessageContaining("lm_head.weight");
    }
  }
}
