package fapo.genrm.onnx.graph;

/// How one variant of the graph takes part in attention: which inputs it needs, which node attends.
interface AttentionNode {
  /// Adds what all layers share.
  void declare();

  /// Adds the attention of a layer to what was projected, before head norms and rotation.
  ///
  /// @return name of the output, `[T, heads * headSize]`
  String attend(int layer, Projections projections);

  /// Names of the projected tensors of a layer: `[T, heads * headSize]`, and twice
  /// `[T, keyValueHeads * headSize]`.
  record Projections(String query, String key, String value) {}
}
