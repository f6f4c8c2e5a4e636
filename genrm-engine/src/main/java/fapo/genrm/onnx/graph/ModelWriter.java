package fapo.genrm.onnx.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Writes an ONNX model, field by field, without a protobuf library.
///
/// Nodes must be added in an order in which each one's inputs exist already. Names are the caller's
/// to keep unique, except those of nodes.
final class ModelWriter {
  private static final int IR_VERSION = 10;
  private static final int OPSET = 21;

  private final ProtoBuffer nodes = new ProtoBuffer();
  private final ProtoBuffer initializers = new ProtoBuffer();
  private final ProtoBuffer inputs = new ProtoBuffer();
  private final ProtoBuffer outputs = new ProtoBuffer();
  private int count;

  /// An empty name in either list stands for an optional operand that is left out.
  void node(Op op, List<String> inputs, List<String> outputs, Attribute... attributes) {
    ProtoBuffer node = new ProtoBuffer();
    inputs.forEach(name -> node.text(1, name));
    outputs.forEach(name -> node.text(2, name));
    node.text(3, op.name() + "." + count++).text(4, op.name());
    for (Attribute attribute : attributes) {
      node.message(5, attribute.proto());
    }
    node.text(7, op.domain());
    nodes.message(1, node);
  }

  /// Adds a node with one output.
  ///
  /// @return the output's name
  String apply(Op op, String output, List<String> inputs, Attribute... attributes) {
    node(op, inputs, List.of(output), attributes);
    return output;
  }

  void input(String name, TensorType type, Dimension... shape) {
    inputs.message(11, valueInfo(name, type, shape));
  }

  void output(String name, TensorType type, Dimension... shape) {
    outputs.message(12, valueInfo(name, type, shape));
  }

  String constant(String name, long... values) {
    byte[] raw = new byte[values.length * Long.BYTES];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    return constant(name, TensorType.INT64, List.of((long) values.length), raw);
  }

  String constant(String name, List<Long> shape, float[] values) {
    byte[] raw = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return constant(name, TensorType.FLOAT, shape, raw);
  }

  /// A constant whose bytes lie in a file beside the model.
  String external(String name, TensorType type, List<Long> shape, FileRange range) {
    ProtoBuffer tensor = tensor(name, type, shape);
    tensor.message(13, entry("location", range.file()));
    tensor.message(13, entry("offset", Long.toString(range.offset())));
    tensor.message(13, entry("length", Long.toString(range.length())));
    initializers.message(5, tensor.integer(14, 1));
    return name;
  }

  byte[] toBytes() {
    ProtoBuffer graph = new ProtoBuffer().merge(nodes).text(2, "decoder");
    graph.merge(initializers).merge(inputs).merge(outputs);
    ProtoBuffer model = new ProtoBuffer().integer(1, IR_VERSION).text(2, "fapo");
    model.message(7, graph);
    model.message(8, opset("", OPSET));
    model.message(8, opset("com.microsoft", 1));
    model.message(8, opset(Op.OWN_DOMAIN, 1));
    return model.toBytes();
  }

  private String constant(String name, TensorType type, List<Long> shape, byte[] raw) {
    initializers.message(5, tensor(name, type, shape).bytes(9, raw));
    return name;
  }

  private static ProtoBuffer tensor(String name, TensorType type, List<Long> shape) {
    ProtoBuffer tensor = new ProtoBuffer();
    shape.forEach(size -> tensor.integer(1, size));
    return tensor.integer(2, type.code()).text(8, name);
  }

  private static ProtoBuffer entry(String key, String value) {
    return new ProtoBuffer().text(1, key).text(2, value);
  }

  private static ProtoBuffer opset(String domain, int version) {
    return new ProtoBuffer().text(1, domain).integer(2, version);
  }

  private static ProtoBuffer valueInfo(String name, TensorType type, Dimension... shape) {
    ProtoBuffer dimensions = new ProtoBuffer();
    for (Dimension dimension : shape) {
      dimensions.message(1, dimension.proto());
    }
    ProtoBuffer tensor = new ProtoBuffer().integer(1, type.code()).message(2, dimensions);
    return new ProtoBuffer().text(1, name).message(2, new ProtoBuffer().message(1, tensor));
  }

  /// Bytes of a file.
  ///
  /// @param file relative to the folder of the model
  record FileRange(String file, long offset, long length) {}
}
