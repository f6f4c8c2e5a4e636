package fapo.genrm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.CheckpointException.Reason;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.oracle.RandomCheckpoint;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What may lie in the files beside the decoder's tensors, and what may not.
class DecoderTensorsTest {
  private static final RandomCheckpoint TINY = RandomCheckpoint.tiny(Architecture.QWEN3);

  @TempDir private Path folder;

  @Test
  void namesTheTensorsOfEachFamily() {
    assertThat(shapes(Architecture.QWEN3))
        .containsEntry("model.layers.1.self_attn.k_proj.weight", List.of(32L, 64L))
        .containsEntry("model.layers.1.self_attn.q_norm.weight", List.of(16L))
        .doesNotContainKeys("model.layers.0.self_attn.q_proj.bias", "lm_head.weight")
        .hasSize(2 + 2 * 11);
    assertThat(shapes(Architecture.QWEN2))
        .containsEntry("model.layers.0.self_attn.v_proj.bias", List.of(32L))
        .doesNotContainKey("model.layers.0.self_attn.q_norm.weight")
        .hasSize(2 + 2 * 12);
    assertThat(shapes(Architecture.LLAMA))
        .containsEntry("lm_head.weight", List.of(320L, 64L))
        .hasSize(3 + 2 * 9);
  }

  @Test
  void passesOverFrequenciesOldCheckpointsStore() throws IOException {
    Path model = withExtra("model.layers.0.self_attn.rotary_emb.inv_freq", new byte[32]);
    try (var checkpoint = HuggingFaceCheckpoint.open(model)) {
      assertThat(checkpoint.tensorNames()).doesNotContain("lm_head.weight").hasSize(24);
    }
  }

  @Test
  void passesOverATiedOutputThatRepeatsTheEmbedding() throws IOException {
    Path model = withExtra("lm_head.weight", embedding());
    try (var checkpoint = HuggingFaceCheckpoint.open(model)) {
      assertThat(checkpoint.tensorNames()).doesNotContain("lm_head.weight");
    }
  }

  @Test
  void refusesATiedOutputOfItsOwn() throws IOException {
    byte[] bytes = embedding();
    bytes[bytes.length - 1] ^= 1;
    requireRefusal(
        withExtra("lm_head.weight", bytes),
        Reason.MISMATCH,
        "lm_head.weight: other values (expected: model.embed_tokens.weight's");
  }

  @Test
  void refusesATensorTheConfigHasNoPlaceFor() throws IOException {
    requireRefusal(
        withExtra("model.layers.0.self_attn.o_proj.bias", new byte[256]),
        Reason.UNSUPPORTED,
        "o_proj.bias: a tensor of shape [64] (expected: none, by config.json)");
  }

  @Test
  void refusesTensorsOfSeveralTypes() throws IOException {
    Path model = TINY.writeSharded(folder.resolve("single"), 40_000);
    Path halves = TINY.with(ElementType.F16).writeSharded(folder.resolve("half"), 20_000);
    String shard = shardOf(model, "model.layers.1.mlp.up_proj.weight");
    var _ =
        Files.copy(
            halves.resolve(shard), model.resolve(shard), StandardCopyOption.REPLACE_EXISTING);
    requireRefusal(model, Reason.MISMATCH, ": F16 (expected: F32, as model.embed_tokens.weight)");
  }

  private static String shardOf(Path model, String tensor) {
    try (var checkpoint = HuggingFaceCheckpoint.open(model)) {
      return checkpoint.tensor(tensor).file().getFileName().toString();
    }
  }

  private static Map<String, List<Long>> shapes(Architecture architecture) {
    return DecoderTensors.shapes(RandomCheckpoint.tiny(architecture).spec());
  }

  private byte[] embedding() {
    try (var checkpoint = HuggingFaceCheckpoint.open(TINY.write(folder.resolve("plain")))) {
      var tensor = checkpoint.tensor(DecoderTensors.EMBEDDING);
      return checkpoint.bytes(tensor).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /// The tiny checkpoint, with one more tensor of F32 in a file of its own.
  private Path withExtra(String name, byte[] bytes) throws IOException {
    Path model = TINY.write(folder.resolve("model"));
    var _ = Files.move(model.resolve("model.safetensors"), model.resolve("a.safetensors"));
    long columns = bytes.length / 4;
    List<Long> shape = name.equals("lm_head.weight") ? List.of(320L, 64L) : List.of(columns);
    var header =
        Map.of(
            name, Map.of("dtype", "F32", "shape", shape, "data_offsets", List.of(0, bytes.length)));
    byte[] text = JsonMapper.shared().writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    var file = ByteBuffer.allocate(8 + text.length + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(text.length).put(text).put(bytes);
    var _ = Files.write(model.resolve("b.safetensors"), file.array());
    Map<String, String> files = new HashMap<>(Map.of(name, "b.safetensors"));
    DecoderTensors.shapes(TINY.spec()).keySet().forEach(each -> files.put(each, "a.safetensors"));
    Path index = model.resolve("model.safetensors.index.json");
    JsonMapper.shared().writeValue(index, Map.of("weight_map", files));
    return model;
  }

  private static void requireRefusal(Path model, Reason reason, String message) {
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> HuggingFaceCheckpoint.open(model).close())
        .withMessageContaining(message)
        .extracting(CheckpointException::reason)
        .isEqualTo(reason);
  }
}
