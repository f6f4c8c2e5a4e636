package fapo.genrm.onnx.graph;

/// One dimension of a graph's input or output.
sealed interface Dimension {
  record Fixed(long size) implements Dimension {}

  /// Chosen by each run; equal names are equal sizes.
  record Named(String name) implements Dimension {}

  static Dimension of(long size) {
    return new Fixed(size);
  }

  static Dimension of(String name) {
    return new Named(name);
  }

  /// As a `TensorShapeProto.Dimension`.
  default ProtoBuffer proto() {
    return switch (this) {
      case Fixed(long size) -> new ProtoBuffer().integer(1, size);
      case Named(String name) -> new ProtoBuffer().text(2, name);
    };
  }
}
