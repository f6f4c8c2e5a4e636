package fapo.genrm.onnx.graph;

import java.util.List;

/// Attention by this project's own operator, which runs in Java and owns the pages, the head norms
/// and the rotation; the graph tells it the layer only.
record JavaPagedAttention(ModelWriter writer) implements AttentionNode {
  @Override
  public void declare() {
    // The step's block tables reach the operator directly.
  }

  @Override
  public String attend(int layer, Projections projections) {
    return writer.apply(
        Op.OWN_PAGED_ATTENTION,
        "attention." + layer,
        List.of(projections.query(), projections.key(), projections.value()),
        Attribute.of("layer", (long) layer));
  }
}
