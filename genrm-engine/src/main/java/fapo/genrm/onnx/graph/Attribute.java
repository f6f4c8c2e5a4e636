package fapo.genrm.onnx.graph;

import java.util.List;

/// A constant of a node.
sealed interface Attribute {
  record Int(String name, long value) implements Attribute {}

  record Real(String name, float value) implements Attribute {}

  record Text(String name, String value) implements Attribute {}

  record Ints(String name, List<Long> values) implements Attribute {}

  static Attribute of(String name, long value) {
    return new Int(name, value);
  }

  static Attribute of(String name, double value) {
    return new Real(name, (float) value);
  }

  static Attribute of(String name, String value) {
    return new Text(name, value);
  }

  /// As an `AttributeProto`.
  default ProtoBuffer proto() {
    ProtoBuffer proto = new ProtoBuffer();
    return switch (this) {
      case Int(String name, long value) -> proto.text(1, name).integer(3, value).integer(20, 2);
      case Real(String name, float value) -> proto.text(1, name).real(2, value).integer(20, 1);
      case Text(String name, String value) -> proto.text(1, name).text(4, value).integer(20, 3);
      case Ints(String name, List<Long> values) -> {
        proto.text(1, name);
        values.forEach(value -> proto.integer(8, value));
        yield proto.integer(20, 7);
      }
    };
  }
}
