package fapo.genrm.oracle;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Writes random tensors as a `.safetensors` file, in the order given.
final class SafetensorsWriter {
  private static final int BUFFER = 1 << 20;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

  private SafetensorsWriter(FileChannel channel) {
    this.channel = channel;
  }

  static void write(
      Path file, SequencedMap<String, List<Long>> shapes, ElementType type, long seed) {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var writer = new SafetensorsWriter(channel);
      writer.header(shapes, type);
      for (var tensor : shapes.entrySet()) {
        writer.tensor(
            RandomWeights.of(seed, tensor.getKey(), tensor.getValue()),
            type,
            length(type, tensor.getValue()) / type.size());
      }
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a tensor takes, in bytes.
  static long length(ElementType type, List<Long> shape) {
    return shape.stream().reduce((long) type.size(), Math::multiplyExact);
  }

  private void header(SequencedMap<String, List<Long>> shapes, ElementType type)
      throws IOException {
    Map<String, Object> header = new HashMap<>();
    header.put("__metadata__", Map.of("format", "pt"));
    long end = 0;
    for (var tensor : shapes.entrySet()) {
      long begin = end;
      end += length(type, tensor.getValue());
      header.put(
          tensor.getKey(),
          Map.of(
              "dtype",
              type.name(),
              "shape",
              tensor.getValue(),
              "data_offsets",
              List.of(begin, end)));
    }
    byte[] json = RandomCheckpoint.JSON.writeValueAsBytes(header);
    byte[] text = Arrays.copyOf(json, (json.length + 7) & -8);
    Arrays.fill(text, json.length, text.length, (byte) ' ');
    var head = ByteBuffer.allocate(8 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(text.length).put(text).flip();
    write(head);
  }

  private void tensor(RandomWeights weights, ElementType type, long elements) throws IOException {
    for (long i = 0; i < elements; i++) {
      if (buffer.remaining() < type.size()) {
        flush();
      }
      weights.put(buffer, type, i);
    }
  }

  private void flush() throws IOException {
    write(buffer.flip());
    buffer.clear();
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      var _ = channel.write(bytes);
    }
  }
}
