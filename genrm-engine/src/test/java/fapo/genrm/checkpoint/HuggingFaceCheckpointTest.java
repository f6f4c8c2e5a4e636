package fapo.genrm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.Checkpoint.Tensor;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.oracle.RandomCheckpoint;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HuggingFaceCheckpointTest {
  private static final RandomCheckpoint TINY = RandomCheckpoint.tiny(Architecture.QWEN3);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void readsWhatWasWritten(Architecture architecture) {
    var random = RandomCheckpoint.tiny(architecture);
    try (var checkpoint = HuggingFaceCheckpoint.open(random.write(folder))) {
      assertThat(checkpoint.spec()).isEqualTo(random.spec());
      assertThat(checkpoint.tensorNames())
          .containsExactlyInAnyOrderElementsOf(DecoderTensors.shapes(random.spec()).keySet());
    }
  }

  @ParameterizedTest
  @EnumSource(ElementType.class)
  void mapsTheElementsOfEachType(ElementType type) {
    var random = TINY.with(type);
    try (var checkpoint = HuggingFaceCheckpoint.open(random.write(folder))) {
      for (String name : checkpoint.tensorNames()) {
        Tensor tensor = checkpoint.tensor(name);
        assertThat(tensor.type()).isEqualTo(type);
        assertThat(first(checkpoint, tensor))
            .as(name)
            .isCloseTo(random.value(name, 0), Percentage.withPercentage(0.4));
      }
    }
  }

  @Test
  void givesSegmentsThatLieWhereTheTensorSays() throws IOException {
    try (var checkpoint = HuggingFaceCheckpoint.open(TINY.write(folder))) {
      Tensor tensor = checkpoint.tensor("model.layers.1.mlp.down_proj.weight");
      byte[] file = Files.readAllBytes(tensor.file());
      var bytes = checkpoint.bytes(tensor);
      assertThat(bytes.isMapped()).isTrue();
      assertThat(bytes.isReadOnly()).isTrue();
      assertThat(bytes.toArray(ValueLayout.JAVA_BYTE))
          .isEqualTo(
              Arrays.copyOfRange(
                  file, (int) tensor.offset(), (int) (tensor.offset() + tensor.length())));
    }
  }

  @Test
  void readsShardsAsOneModel() {
    Path whole = TINY.write(folder.resolve("whole"));
    Path sharded = TINY.writeSharded(folder.resolve("sharded"), 40_000);
    try (var one = HuggingFaceCheckpoint.open(whole);
        var many = HuggingFaceCheckpoint.open(sharded)) {
      assertThat(many.tensorNames()).isEqualTo(one.tensorNames());
      assertThat(many.tensorNames().stream().map(name -> many.tensor(name).file()).distinct())
          .hasSizeGreaterThan(3);
      assertThat(many.weightsHash()).isEqualTo(one.weightsHash());
    }
  }

  @Test
  void hashesNamesTypesShapesAndBytesInOrderOfName() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (var checkpoint = HuggingFaceCheckpoint.open(TINY.write(folder))) {
      for (String name : checkpoint.tensorNames().stream().sorted().toList()) {
        Tensor tensor = checkpoint.tensor(name);
        String shape = tensor.shape().toString().replaceAll("[\\[\\] ]", "");
        String head = name + "\0F32\0" + shape + "\0";
        digest.update(head.getBytes(StandardCharsets.US_ASCII));
        digest.update(checkpoint.bytes(tensor).toArray(ValueLayout.JAVA_BYTE));
      }
      assertThat(checkpoint.weightsHash()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }
  }

  @Test
  void tellsWeightsApartByHash() {
    var other = new RandomCheckpoint(TINY.spec(), ElementType.F32, 2);
    try (var one = HuggingFaceCheckpoint.open(TINY.write(folder.resolve("one")));
        var two = HuggingFaceCheckpoint.open(other.write(folder.resolve("two")))) {
      assertThat(one.weightsHash()).isNotEqualTo(two.weightsHash());
    }
  }

  @Test
  void readsGenerationDefaults() throws IOException {
    Path model = TINY.write(folder);
    Files.writeString(
        model.resolve("generation_config.json"),
        """
        {"do_sample": true, "temperature": 0.6, "top_k": 20, "top_p": 0.95,
         "eos_token_id": [319, 317], "pad_token_id": 317, "transformers_version": "4.51.0"}
        """);
    try (var checkpoint = HuggingFaceCheckpoint.open(model)) {
      assertThat(checkpoint.generation())
          .isEqualTo(new GenerationDefaults(true, 0.6, 20, 0.95, 0, 1, List.of(319, 317)));
    }
  }

  @Test
  void takesEndTokensFromTheConfigWhereGenerationNamesNone() throws IOException {
    Path model = TINY.write(folder);
    Files.delete(model.resolve("generation_config.json"));
    Path config = model.resolve("config.json");
    String text = Files.readString(config);
    Files.writeString(config, text.replaceFirst("\\{", "{\"eos_token_id\": 319,"));
    try (var checkpoint = HuggingFaceCheckpoint.open(model)) {
      assertThat(checkpoint.generation().endTokens()).containsExactly(319);
      assertThat(checkpoint.generation().sampled()).isFalse();
    }
  }

  @Test
  void refusesTensorsOfAnother() {
    try (var one = HuggingFaceCheckpoint.open(TINY.write(folder.resolve("one")));
        var two = HuggingFaceCheckpoint.open(TINY.write(folder.resolve("two")))) {
      Tensor foreign = two.tensor(DecoderTensors.EMBEDDING);
      assertThatIllegalArgumentException().isThrownBy(() -> one.bytes(foreign));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> one.tensor("model.nothing.weight"))
          .withMessageContaining("model.nothing.weight");
    }
  }

  @Test
  void closesTwiceAndGivesNothingAfterwards() {
    var checkpoint = HuggingFaceCheckpoint.open(TINY.write(folder));
    var bytes = checkpoint.bytes(checkpoint.tensor(DecoderTensors.EMBEDDING));
    checkpoint.close();
    checkpoint.close();
    assertThatIllegalStateException().isThrownBy(() -> bytes.get(ValueLayout.JAVA_BYTE, 0));
  }

  private static float first(Checkpoint checkpoint, Tensor tensor) {
    var bytes = checkpoint.bytes(tensor).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return switch (tensor.type()) {
      case F32 -> bytes.getFloat();
      case F16 -> Float.float16ToFloat(bytes.getShort());
      case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
    };
  }
}
