package fapo.genrm.onnx.graph;

/// An operator: whose it is and what it is called.
///
/// @param domain empty for ONNX itself
record Op(String domain, String name) {
  private static final String MICROSOFT = "com.microsoft";

  /// The domain of the operators this project implements itself.
  static final String OWN_DOMAIN = "fapo";

  static final Op ADD = new Op("", "Add");
  static final Op CAST = new Op("", "Cast");
  static final Op GATHER = new Op("", "Gather");
  static final Op MUL = new Op("", "Mul");
  static final Op REDUCE_LOG_SUM_EXP = new Op("", "ReduceLogSumExp");
  static final Op RESHAPE = new Op("", "Reshape");
  static final Op RMS_NORM = new Op("", "SimplifiedLayerNormalization");
  static final Op TOP_K = new Op("", "TopK");
  static final Op FUSED_MAT_MUL = new Op(MICROSOFT, "FusedMatMul");
  static final Op GROUP_QUERY_ATTENTION = new Op(MICROSOFT, "GroupQueryAttention");
  static final Op MAT_MUL_N_BITS = new Op(MICROSOFT, "MatMulNBits");
  static final Op CUDA_PAGED_ATTENTION = new Op(MICROSOFT, "PagedAttention");
  static final Op QUICK_GELU = new Op(MICROSOFT, "QuickGelu");
  static final Op SKIP_RMS_NORM = new Op(MICROSOFT, "SkipSimplifiedLayerNormalization");
  static final Op OWN_PAGED_ATTENTION = new Op(OWN_DOMAIN, "PagedAttention");
}
