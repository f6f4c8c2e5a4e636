package fapo.genrm.onnx.graph;

import fapo.genrm.checkpoint.Checkpoint;
import fapo.genrm.checkpoint.Checkpoint.Tensor;
import fapo.genrm.onnx.graph.ModelWriter.FileRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Quantised copies of a checkpoint's projections, in one file beside its weights, made once.
///
/// The file's name holds the hash of the weights, and it appears under it only when it is complete.
/// What lies where in it follows from the tensors alone. Projections whose rows are no multiple of
/// the block stay as they are.
public final class QuantizedCopy {
  private static final long ALIGNMENT = 64;

  private final Quantization quantization;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Path file;
  private long size;

  /// Where the copy of a tensor lies.
  record Entry(Tensor tensor, FileRange codes, FileRange scales) {}

  private QuantizedCopy(Checkpoint checkpoint, Quantization quantization) {
    this.quantization = quantization;
    Path embedding = checkpoint.tensor(DecoderGraph.EMBEDDING).file();
    String name = "fapo-int" + quantization.bits() + "-" + checkpoint.weightsHash() + ".bin";
    this.file = embedding.resolveSibling(name);
    String head = checkpoint.spec().tied() ? DecoderGraph.EMBEDDING : DecoderGraph.HEAD;
    checkpoint.tensorNames().stream()
        .sorted()
        .filter(tensor -> tensor.endsWith("_proj.weight") || tensor.equals(head))
        .map(checkpoint::tensor)
        .filter(tensor -> tensor.shape().getLast() % Quantization.BLOCK == 0)
        .forEach(this::place);
  }

  /// Finds the copy or makes it.
  ///
  /// @throws UncheckedIOException where it cannot be written: the folder read-only, the disk full;
  ///     nothing is left behind
  public static QuantizedCopy of(Checkpoint checkpoint, Quantization quantization) {
    QuantizedCopy copy = new QuantizedCopy(checkpoint, quantization);
    try {
      if (!Files.exists(copy.file) || Files.size(copy.file) != copy.size) {
        copy.write(checkpoint);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(copy.file + ": cannot be written", failure);
    }
    return copy;
  }

  Quantization quantization() {
    return quantization;
  }

  Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  private void place(Tensor tensor) {
    long elements = tensor.shape().getFirst() * tensor.shape().getLast();
    FileRange codes = reserve(elements * quantization.bits() / Byte.SIZE);
    FileRange scales = reserve(elements / Quantization.BLOCK * Float.BYTES);
    entries.put(tensor.name(), new Entry(tensor, codes, scales));
  }

  private FileRange reserve(long bytes) {
    long offset = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    size = offset + bytes;
    return new FileRange(String.valueOf(file.getFileName()), offset, bytes);
  }

  private void write(Checkpoint checkpoint) throws IOException {
    Path unfinished = Files.createTempFile(file.getParent(), "fapo-", ".unfinished");
    try {
      try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        for (Entry entry : entries.values()) {
          write(entry, checkpoint.bytes(entry.tensor()), channel);
        }
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void write(Entry entry, MemorySegment bytes, FileChannel channel) throws IOException {
    List<Long> shape = entry.tensor().shape();
    int width = Math.toIntExact(shape.getLast());
    float[] weights = new float[width];
    float[] scales = new float[width / Quantization.BLOCK];
    byte[] codes = new byte[width * quantization.bits() / Byte.SIZE];
    ByteBuffer scaleBytes =
        ByteBuffer.allocate(scales.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long row = 0; row < shape.getFirst(); row++) {
      TensorFloats.read(entry.tensor().type(), bytes, row * width, weights);
      quantization.row(weights, codes, scales);
      writeAll(channel, ByteBuffer.wrap(codes), entry.codes().offset() + row * codes.length);
      scaleBytes.clear().asFloatBuffer().put(scales);
      writeAll(channel, scaleBytes, entry.scales().offset() + row * scaleBytes.capacity());
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes, long offset)
      throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }
}
