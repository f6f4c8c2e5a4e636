package fapo.genrm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.Checkpoint.Tensor;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
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

/// A file damaged anywhere in its header is refused, or what is read lies within it: no other
/// exception, no look beyond the end.
class DamagedHeaderTest {
  private static final int RANDOM_DAMAGES = 20_000;

  @TempDir private Path folder;
  private byte[] file;
  private int headerEnd;

  @BeforeEach
  void writeFile() throws Exception {
    var tiny = RandomCheckpoint.tiny(Architecture.QWEN2).with(ElementType.BF16);
    file = Files.readAllBytes(tiny.write(folder).resolve("model.safetensors"));
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
    var random = new Random(20261123);
    for (int i = 0; i < RANDOM_DAMAGES; i++) {
      byte[] damaged = file.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(headerEnd)] = (byte) random.nextInt(256);
      }
      var _ = reads(damaged);
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
