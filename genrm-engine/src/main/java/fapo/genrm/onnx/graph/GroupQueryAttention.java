package fapo.genrm.onnx.graph;

import fapo.genrm.checkpoint.DecoderSpec;
import java.util.List;

/// Attention by ONNX Runtime's own operator over one contiguous cache per sequence.
///
/// The operator's fused head norms exist on CUDA only, so norms are nodes of their own here.
final class GroupQueryAttention implements AttentionNode {
  private final ModelWriter writer;
  private final DecoderSpec spec;
  private final Weights weights;
  private final int positions;

  GroupQueryAttention(ModelWriter writer, DecoderSpec spec, Weights weights, int positions) {
    this.writer = writer;
    this.spec = spec;
    this.weights = weights;
    this.positions = positions;
  }

  @Override
  public void declare() {
    RotaryTable table = RotaryTable.of(spec, positions);
    List<Long> shape = List.of((long) positions, (long) table.half());
    writer.constant("cos", shape, table.cos());
    writer.constant("sin", shape, table.sin());
    writer.input(GraphNames.LENGTHS_LESS_ONE, TensorType.INT32, Dimension.of("S"));
    writer.input(GraphNames.LONGEST, TensorType.INT32, Dimension.of(1));
    for (int layer = 0; layer < spec.layers(); layer++) {
      writer.input(GraphNames.pastKey(layer), TensorType.FLOAT, cacheShape("M"));
      writer.input(GraphNames.pastValue(layer), TensorType.FLOAT, cacheShape("M"));
      writer.output(GraphNames.presentKey(layer), TensorType.FLOAT, cacheShape("M2"));
      writer.output(GraphNames.presentValue(layer), TensorType.FLOAT, cacheShape("M2"));
    }
    if (spec.headNorms()) {
      writer.constant("split.query", 0, 0, spec.heads(), spec.headSize());
      writer.constant("split.key", 0, 0, spec.keyValueHeads(), spec.headSize());
      writer.constant("joined", 0, 0, -1);
    }
  }

  @Override
  public String attend(int layer, Projections projections) {
    String output = "attention." + layer;
    writer.node(
        Op.GROUP_QUERY_ATTENTION,
        List.of(
            normed(layer, "query", projections.query()),
            normed(layer, "key", projections.key()),
            projections.value(),
            GraphNames.pastKey(layer),
            GraphNames.pastValue(layer),
            GraphNames.LENGTHS_LESS_ONE,
            GraphNames.LONGEST,
            "cos",
            "sin"),
        List.of(output, GraphNames.presentKey(layer), GraphNames.presentValue(layer)),
        Attribute.of("num_heads", (long) spec.heads()),
        Attribute.of("kv_num_heads", (long) spec.keyValueHeads()),
        Attribute.of("do_rotary", 1L),
        Attribute.of("rotary_interleaved", 0L),
        Attribute.of("scale", 1 / Math.sqrt(spec.headSize())));
    return output;
  }

  private String normed(int layer, String side, String projected) {
    if (!spec.headNorms()) {
      return projected;
    }
    String prefix = side + "." + layer;
    String weight =
        side.equals("query") ? DecoderGraph.queryNorm(layer) : DecoderGraph.keyNorm(layer);
    String split = writer.apply(Op.RESHAPE, prefix + ".split", List.of(projected, "split." + side));
    String normed =
        writer.apply(
            Op.RMS_NORM,
            prefix + ".normed",
            List.of(split, weights.tensor(weight, (long) spec.headSize())),
            DecoderGraph.normAttributes(spec));
    return writer.apply(Op.RESHAPE, prefix + ".joined", List.of(normed, "joined"));
  }

  private Dimension[] cacheShape(String capacity) {
    return new Dimension[] {
      Dimension.of("S"),
      Dimension.of(spec.keyValueHeads()),
      Dimension.of(capacity),
      Dimension.of(spec.headSize())
    };
  }
}
