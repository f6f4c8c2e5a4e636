package fapo.genrm.onnx.graph;

/// Names of the decoder graph's inputs and outputs, with their shapes: `T` tokens of a step, `R`
/// wanted rows of logits, `S` sequences, `k` candidates.
public final class GraphNames {
  /// int64 `[T]`; in the group-query variant `[S, T/S]`.
  public static final String INPUT_IDS = "input_ids";

  /// int64 `[R]`: at which packed tokens the logits are wanted.
  public static final String LOGIT_ROWS = "logit_rows";

  /// float32 `[R, k]`, by falling logit.
  public static final String TOP_LOGITS = "top_logits";

  /// int64 `[R, k]`.
  public static final String TOP_IDS = "top_ids";

  /// float32 `[R]`, over the whole vocabulary.
  public static final String LOG_SUM_EXP = "log_sum_exp";

  /// int32 `[S]`, group-query variant: length of each sequence with its new tokens, less 1.
  public static final String LENGTHS_LESS_ONE = "lengths_less_one";

  /// int32 `[1]`, group-query variant: the longest sequence with its new tokens.
  public static final String LONGEST = "longest";

  /// int32 `[S + 1]`, CUDA variant: where each sequence's tokens start in the packed order.
  public static final String STARTS = "starts";

  /// int32 `[S]`, CUDA variant: positions cached already.
  public static final String PAST = "past";

  /// int32 `[S, blocks]`, CUDA variant.
  public static final String BLOCK_TABLE = "block_table";

  /// int32 `[T]`, CUDA variant: flat position in the pool each token's key goes to, −1 for none.
  public static final String SLOTS = "slots";

  /// int32 `[2]` in host memory, CUDA variant: bounds on new tokens and on length.
  public static final String BOUNDS = "bounds";

  private GraphNames() {}

  /// The cache before the step: `[S, keyValueHeads, capacity, headSize]` in the group-query
  /// variant, `[blocks, blockSize, keyValueHeads, headSize]` in the CUDA variant.
  public static String pastKey(int layer) {
    return "past_key." + layer;
  }

  /// Shaped as {@link #pastKey}.
  public static String pastValue(int layer) {
    return "past_value." + layer;
  }

  /// The cache after the step; bound to the same memory as {@link #pastKey}.
  public static String presentKey(int layer) {
    return "present_key." + layer;
  }

  /// The cache after the step; bound to the same memory as {@link #pastValue}.
  public static String presentValue(int layer) {
    return "present_value." + layer;
  }
}
