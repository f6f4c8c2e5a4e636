package fapo.genrm.onnx.graph;

import fapo.genrm.checkpoint.Checkpoint;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
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
  private final Set<String> added = new HashSet<>();

  Weights(Checkpoint checkpoint, ModelWriter writer, TensorType computed) {
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
    if (!tensor.shape().equals(expected)) {
      throw new IllegalArgumentException(
          name + ": shape " + tensor.shape() + " (expected: " + expected + ")");
    }
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

  /// `x · Wᵀ` for the weight `[out, in]` of that name.
  String project(String x, String weight, String output, long out, long in) {
    return writer.apply(
        Op.FUSED_MAT_MUL, output, List.of(x, tensor(weight, out, in)), Attribute.of("transB", 1L));
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
