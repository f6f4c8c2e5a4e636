package fapo.genrm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.Checkpoint.Tensor;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.checkpoint.DecoderSpec.Rope;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;
import fapo.genrm.oracle.RandomCheckpoint;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A checkpoint damaged anywhere but in its weights is refused, or what is read lies within its
/// files: no other exception, no look beyond the end.
class DamagedFilesTest {
  private static final int RANDOM_DAMAGES = 2_000;
  private static final int TEXT_DAMAGES = 150;
  private static final RandomCheckpoint CHECKPOINT =
      new RandomCheckpoint(
          new DecoderSpec(
              Architecture.QWEN3,
              16,
              8,
              8,
              1,
              2,
              1,
              4,
              64,
              1e-6,
              new Rope(1e4, new Scaling.None()),
              true,
              false,
              true),
          ElementType.BF16,
          1);

  @TempDir private Path folder;
  private byte[] file;
  private int headerEnd;

  @BeforeEach
  void writeFile() throws Exception {
    Path model = CHECKPOINT.write(folder);
    file = Files.readAllBytes(model.resolve("model.safetensors"));
    headerEnd = 8 + (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  @Test
  void refusesEveryPrefix() {
    for (int length = 0; length < headerEnd + 64; length++) {
      assertThat(reads(Arrays.copyOf(file, length))).as("%d bytes", length).isFalse();
    }
    assertThat(reads(Arrays.copyOf(file, file.length - 1))).isFalse();
    assertThat(reads(file)).isTrue();
  }

  @Test
  void refusesOrReadsEveryFlippedBit() {
    int read = 0;
    for (int bit = 0; bit < 8 * headerEnd; bit++) {
      byte[] damaged = file.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      read += reads(damaged) ? 1 : 0;
    }
    // A flip within a name, or in the padding, gives another sound header.
    assertThat(read).isPositive().isLessThan(8 * headerEnd / 2);
  }

  @Test
  void refusesOrReadsRandomBytesAnywhere() {
    var random = new Random(1);
    for (int i = 0; i < RANDOM_DAMAGES; i++) {
      byte[] damaged = file.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(headerEnd)] = (byte) random.nextInt(256);
      }
      var _ = reads(damaged);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.json",
        "generation_config.json",
        "tokenizer.json",
        "model.safetensors.index.json"
      })
  void refusesOrReadsDamagedText(String name) throws Exception {
    Path model = CHECKPOINT.writeSharded(folder.resolve("sharded"), 400);
    byte[] sound = Files.readAllBytes(model.resolve(name));
    var random = new Random(1);
    int read = 0;
    for (int i = 0; i < TEXT_DAMAGES; i++) {
      byte[] damaged = Arrays.copyOf(sound, sound.length - random.nextInt(2));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(32, 127);
      Files.write(model.resolve(name), damaged);
      read += opens(model) ? 1 : 0;
    }
    assertThat(read).isLessThan(TEXT_DAMAGES);
  }

  private static boolean opens(Path model) {
    try (var checkpoint = HuggingFaceCheckpoint.open(model)) {
      assertThat(checkpoint.tensorNames()).isNotEmpty();
      return true;
    } catch (CheckpointException e) {
      return false;
    }
  }

  /// Whether the file is read; any exception but a refusal leaves here.
  private static boolean reads(byte[] bytes) {
    Path name = Path.of("model.safetensors");
    try {
      long end = 0;
      for (Tensor tensor : SafetensorsHeader.read(name, MemorySegment.ofArray(bytes))) {
        assertThat(tensor.offset()).isGreaterThanOrEqualTo(end);
        end = tensor.offset() + tensor.length();
      }
      assertThat(end).isEqualTo(bytes.length);
      return true;
    } catch (CheckpointException e) {
      return false;
    }
  }
}
