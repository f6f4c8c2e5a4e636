package fapo.genrm.checkpoint;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A model on disk: its shape, its tensors where they lie, its identity.
public interface Checkpoint extends AutoCloseable {
  DecoderSpec spec();

  /// Names as in the files: `model.layers.0.self_attn.q_proj.weight`.
  Set<String> tensorNames();

  /// @throws IllegalArgumentException naming the tensor where there is none
  Tensor tensor(String name);

  /// The bytes of a tensor, little-endian, mapped from its file and not copied.
  MemorySegment bytes(Tensor tensor);

  /// SHA-256 over names, types, shapes and bytes of all tensors in order of name; in hexadecimal.
  String weightsHash();

  @Override
  void close();

  /// Where a tensor lies.
  ///
  /// @param shape rows first: a linear layer is `[out, in]`
  /// @param file that holds it
  /// @param offset of its first byte in the file
  /// @param length in bytes
  record Tensor(
      String name, ElementType type, List<Long> shape, Path file, long offset, long length) {
    public Tensor {
      shape = List.copyOf(shape);
    }
  }

  enum ElementType {
    F32(4),
    F16(2),
    BF16(2);

    private final int size;

    ElementType(int size) {
      this.size = size;
    }

    /// In bytes.
    public int size() {
      return size;
    }
  }
}
