package fapo.genrm.onnx.graph;

import fapo.genrm.checkpoint.Checkpoint;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Adds a checkpoint's tensors to a graph as constants that stay in the checkpoint's files.
///
/// A tensor of another type than the one computed in passes through a `Cast`, which ONNX Runtime
/// folds when it loads the model.
final class Weights {
  private final Checkpoint checkpoint;
  private final ModelWriter writer;
  private final TensorType computed;
  private final Path folder;
  private final Optional<QuantizedCopy> quantized;
  private final Set<String> added = new HashSet<>();

  Weights(
      Checkpoint checkpoint,
      ModelWriter writer,
      TensorType computed,
      Optional<QuantizedCopy> quantized) {
    this.quantized = quantized;
    this.checkpoint = checkpoint;
    this.writer = writer;
    this.computed = computed;
    this.folder = folderOf(checkpoint);
  }

  /// Where all of the checkpoint's files lie.
  Path folder() {
    return folder;
  }

  /// @return name of the tensor in the type computed in
  /// @throws IllegalArgumentException where there is no such tensor or it has another shape
  String tensor(String name, Long... shape) {
    Checkpoint.Tensor tensor = checkpoint.tensor(name);
    List<Long> expected = List.of(shape);
    requireShape(tensor, expected);
    TensorType type = TensorType.of(tensor.type());
    String result = type == computed ? name : name + ".cast";
    if (added.add(name)) {
      writer.external(name, type, expected, range(tensor));
      if (type != computed) {
        writer.apply(Op.CAST, result, List.of(name), Attribute.of("to", computed.code()));
      }
    }
    return result;
  }

  /// `x · Wᵀ` for the weight `[out, in]` of that name, or for its quantised copy.
  String project(String x, String weight, String output, long out, long in) {
    requireShape(checkpoint.tensor(weight), List.of(out, in));
    if (quantized.isPresent()) {
      QuantizedCopy copy = quantized.get();
      Optional<QuantizedCopy.Entry> entry = copy.find(weight);
      if (entry.isPresent()) {
        return project(x, entry.get(), copy.quantization(), output);
      }
    }
    return writer.apply(
        Op.FUSED_MAT_MUL, output, List.of(x, tensor(weight, out, in)), Attribute.of("transB", 1L));
  }

  private String project(
      String x, QuantizedCopy.Entry entry, Quantization quantization, String output) {
    String name = entry.tensor().name();
    long out = entry.tensor().shape().getFirst();
    long in = entry.tensor().shape().getLast();
    long blocks = in / Quantization.BLOCK;
    long blockBytes = (long) Quantization.BLOCK * quantization.bits() / Byte.SIZE;
    String codes =
        writer.external(
            name + ".codes", TensorType.UINT8, List.of(out, blocks, blockBytes), entry.codes());
    String scales =
        writer.external(name + ".scales", TensorType.FLOAT, List.of(out, blocks), entry.scales());
    return writer.apply(
        Op.MAT_MUL_N_BITS,
        output,
        List.of(x, codes, scales),
        Attribute.of("K", in),
        Attribute.of("N", out),
        Attribute.of("bits", (long) quantization.bits()),
        Attribute.of("block_size", (long) Quantization.BLOCK),
        Attribute.of("accuracy_level", quantization.accuracyLevel()));
  }

  private static void requireShape(Checkpoint.Tensor tensor, List<Long> expected) {
    if (!tensor.shape().equals(expected)) {
      throw new IllegalArgumentException(
          tensor.name() + ": shape " + tensor.shape() + " (expected: " + expected + ")");
    }
  }

  private ModelWriter.FileRange range(Checkpoint.Tensor tensor) {
    if (!folder.equals(tensor.file().getParent())) {
      throw new IllegalArgumentException(
          tensor.name() + ": in " + tensor.file() + " (expected: a file in " + folder + ")");
    }
    String file = tensor.file().getFileName().toString();
    return new ModelWriter.FileRange(file, tensor.offset(), tensor.length());
  }

  private static Path folderOf(Checkpoint checkpoint) {
    Path file = checkpoint.tensor(DecoderGraph.EMBEDDING).file();
    Path folder = file.getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + ": relative (expected: a path with its folder)");
    }
    return folder;
  }
}
