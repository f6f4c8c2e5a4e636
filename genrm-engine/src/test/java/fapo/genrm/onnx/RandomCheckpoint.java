package fapo.genrm.onnx;

import fapo.genrm.checkpoint.Checkpoint;
import fapo.genrm.checkpoint.DecoderSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// A checkpoint of random weights in one safetensors file.
final class RandomCheckpoint implements Checkpoint {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final DecoderSpec spec;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Arena arena = Arena.ofShared();
  private final MemorySegment file;

  RandomCheckpoint(Path folder, DecoderSpec spec, ElementType type, long seed) {
    this.spec = spec;
    Map<String, List<Long>> shapes = shapes(spec);
    Path path = folder.resolve("model-" + type + "-" + seed + ".safetensors");
    byte[] header = header(shapes, type);
    long offset = (long) Long.BYTES + header.length;
    for (var entry : shapes.entrySet()) {
      long length = elements(entry.getValue()) * type.size();
      tensors.put(
          entry.getKey(), new Tensor(entry.getKey(), type, entry.getValue(), path, offset, length));
      offset += length;
    }
    this.file = map(path, offset);
    file.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, header.length);
    MemorySegment.copy(header, 0, file, ValueLayout.JAVA_BYTE, Long.BYTES, header.length);
    fill(new SplittableRandom(seed));
  }

  private MemorySegment map(Path path, long size) {
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Map<String, List<Long>> shapes(DecoderSpec spec) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    long hidden = spec.hidden();
    long queries = (long) spec.heads() * spec.headSize();
    long keys = (long) spec.keyValueHeads() * spec.headSize();
    shapes.put("model.embed_tokens.weight", List.of((long) spec.vocabulary(), hidden));
    for (int layer = 0; layer < spec.layers(); layer++) {
      String prefix = "model.layers." + layer + ".";
      shapes.put(prefix + "input_layernorm.weight", List.of(hidden));
      projection(shapes, prefix + "self_attn.q_proj", queries, hidden, spec.attentionBias());
      projection(shapes, prefix + "self_attn.k_proj", keys, hidden, spec.attentionBias());
      projection(shapes, prefix + "self_attn.v_proj", keys, hidden, spec.attentionBias());
      projection(shapes, prefix + "self_attn.o_proj", hidden, queries, false);
      if (spec.headNorms()) {
        shapes.put(prefix + "self_attn.q_norm.weight", List.of((long) spec.headSize()));
        shapes.put(prefix + "self_attn.k_norm.weight", List.of((long) spec.headSize()));
      }
      shapes.put(prefix + "post_attention_layernorm.weight", List.of(hidden));
      projection(shapes, prefix + "mlp.gate_proj", spec.intermediate(), hidden, false);
      projection(shapes, prefix + "mlp.up_proj", spec.intermediate(), hidden, false);
      projection(shapes, prefix + "mlp.down_proj", hidden, spec.intermediate(), false);
    }
    shapes.put("model.norm.weight", List.of(hidden));
    if (!spec.tied()) {
      shapes.put("lm_head.weight", List.of((long) spec.vocabulary(), hidden));
    }
    return shapes;
  }

  private static void projection(
      Map<String, List<Long>> shapes, String name, long out, long in, boolean bias) {
    shapes.put(name + ".weight", List.of(out, in));
    if (bias) {
      shapes.put(name + ".bias", List.of(out));
    }
  }

  private static byte[] header(Map<String, List<Long>> shapes, ElementType type) {
    StringBuilder json = new StringBuilder("{");
    long offset = 0;
    for (var entry : shapes.entrySet()) {
      long end = offset + elements(entry.getValue()) * type.size();
      json.append(json.length() == 1 ? "" : ",")
          .append(
              "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                  .formatted(entry.getKey(), type, entry.getValue(), offset, end));
      offset = end;
    }
    return json.append("}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static long elements(List<Long> shape) {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }

  /// Weights of matrices keep the width of what passes through them; norms are near 1.
  private void fill(SplittableRandom random) {
    for (Tensor tensor : tensors.values()) {
      boolean norm = tensor.name().contains("norm");
      boolean embedding = tensor.name().contains("embed");
      double width =
          norm || embedding ? 0.5 : 1.7 / Math.sqrt(tensor.shape().get(tensor.shape().size() - 1));
      long elements = tensor.length() / tensor.type().size();
      for (long i = 0; i < elements; i++) {
        double value = (norm ? 1 : 0) + width * (2 * random.nextDouble() - 1);
        set(tensor, i, (float) value);
      }
    }
  }

  /// Overwrites an element of a tensor, also of one that is loaded already.
  void set(Tensor tensor, long index, float value) {
    long offset = tensor.offset() + index * tensor.type().size();
    switch (tensor.type()) {
      case F32 -> file.set(FLOAT, offset, value);
      case F16 -> file.set(SHORT, offset, Float.floatToFloat16(value));
      case BF16 -> file.set(SHORT, offset, (short) (Float.floatToRawIntBits(value) >>> Short.SIZE));
    }
  }

  /// The same tensors, said to be of another shape of model.
  Checkpoint as(DecoderSpec other) {
    RandomCheckpoint self = this;
    return new Checkpoint() {
      @Override
      public DecoderSpec spec() {
        return other;
      }

      @Override
      public Set<String> tensorNames() {
        return self.tensorNames();
      }

      @Override
      public Tensor tensor(String name) {
        return self.tensor(name);
      }

      @Override
      public MemorySegment bytes(Tensor tensor) {
        return self.bytes(tensor);
      }

      @Override
      public String weightsHash() {
        return self.weightsHash();
      }

      @Override
      public void close() {
        self.close();
      }
    };
  }

  @Override
  public DecoderSpec spec() {
    return spec;
  }

  @Override
  public Set<String> tensorNames() {
    return tensors.keySet();
  }

  @Override
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("tensor: " + name + " (expected: one in the file)");
    }
    return tensor;
  }

  @Override
  public MemorySegment bytes(Tensor tensor) {
    return file.asSlice(tensor.offset(), tensor.length());
  }

  @Override
  public String weightsHash() {
    return Integer.toHexString(tensors.hashCode());
  }

  @Override
  public void close() {
    arena.close();
  }
}
