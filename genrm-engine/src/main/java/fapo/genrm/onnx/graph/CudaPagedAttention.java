package fapo.genrm.onnx.graph;

import fapo.genrm.checkpoint.DecoderSpec;
import java.util.List;

/// Attention by ONNX Runtime's CUDA operator over pages on the device, as it is since 1.29.0 (17
/// inputs): head norms and rotation fused, new keys and values written in the same kernel.
///
/// The outputs of the cache must be bound to the memory of its inputs.
final class CudaPagedAttention implements AttentionNode {
  private final ModelWriter writer;
  private final DecoderSpec spec;
  private final Weights weights;
  private final int positions;

  CudaPagedAttention(ModelWriter writer, DecoderSpec spec, Weights weights, int positions) {
    this.writer = writer;
    this.spec = spec;
    this.weights = weights;
    this.positions = positions;
  }

  @Override
  public void declare() {
    declareTables();
    writer.input(GraphNames.STARTS, TensorType.INT32, Dimension.of("S1"));
    writer.input(GraphNames.PAST, TensorType.INT32, Dimension.of("S"));
    writer.input(
        GraphNames.BLOCK_TABLE, TensorType.INT32, Dimension.of("S"), Dimension.of("columns"));
    writer.input(GraphNames.SLOTS, TensorType.INT32, Dimension.of("T"));
    writer.input(GraphNames.BOUNDS, TensorType.INT32, Dimension.of(2));
    for (int layer = 0; layer < spec.layers(); layer++) {
      writer.input(GraphNames.pastKey(layer), TensorType.BFLOAT16, cacheShape());
      writer.input(GraphNames.pastValue(layer), TensorType.BFLOAT16, cacheShape());
      writer.output(GraphNames.presentKey(layer), TensorType.BFLOAT16, cacheShape());
      writer.output(GraphNames.presentValue(layer), TensorType.BFLOAT16, cacheShape());
    }
  }

  private void declareTables() {
    RotaryTable table = RotaryTable.of(spec, positions);
    List<Long> shape = List.of((long) positions, (long) table.half());
    Attribute toHalf = Attribute.of("to", TensorType.BFLOAT16.code());
    writer.apply(Op.CAST, "cos", List.of(writer.constant("cos.float", shape, table.cos())), toHalf);
    writer.apply(Op.CAST, "sin", List.of(writer.constant("sin.float", shape, table.sin())), toHalf);
  }

  @Override
  public String attend(int layer, Projections projections) {
    String output = "attention." + layer;
    writer.node(
        Op.CUDA_PAGED_ATTENTION,
        List.of(
            projections.query(),
            projections.key(),
            projections.value(),
            GraphNames.pastKey(layer),
            GraphNames.pastValue(layer),
            GraphNames.STARTS,
            GraphNames.PAST,
            GraphNames.BLOCK_TABLE,
            "cos",
            "sin",
            GraphNames.SLOTS,
            "",
            norm(DecoderGraph.queryNorm(layer)),
            norm(DecoderGraph.keyNorm(layer)),
            "",
            "",
            GraphNames.BOUNDS),
        List.of(output, GraphNames.presentKey(layer), GraphNames.presentValue(layer)),
        Attribute.of("num_heads", (long) spec.heads()),
        Attribute.of("kv_num_heads", (long) spec.keyValueHeads()),
        Attribute.of("do_rotary", 1L),
        Attribute.of("rotary_interleaved", 0L),
        Attribute.of("scale", 1 / Math.sqrt(spec.headSize())),
        Attribute.of("qk_norm_epsilon", spec.normEpsilon()));
    return output;
  }

  private String norm(String weight) {
    return spec.headNorms() ? weights.tensor(weight, (long) spec.headSize()) : "";
  }

  private Dimension[] cacheShape() {
    return new Dimension[] {
      Dimension.of("blocks"),
      Dimension.of("blockSize"),
      Dimension.of(spec.keyValueHeads()),
      Dimension.of(spec.headSize())
    };
  }
}
