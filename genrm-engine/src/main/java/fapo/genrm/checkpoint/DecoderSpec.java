package fapo.genrm.checkpoint;

/// The shape of a decoder: what `config.json` says of it.
///
/// @param architecture family, as checkpoints name it
/// @param vocabulary rows of the embedding
/// @param hidden width of the residual stream
/// @param intermediate width inside the gated feed-forward block
/// @param layers decoder blocks
/// @param heads query heads
/// @param keyValueHeads key and value heads; divides `heads`
/// @param headSize width of one head; `heads * headSize` need not be `hidden`
/// @param contextLength positions it was made for
/// @param normEpsilon of every RMS norm
/// @param rope rotary embedding
/// @param headNorms RMS norms on each query and key head before the rotation (Qwen3)
/// @param attentionBias biases on the query, key and value projections (Qwen2)
/// @param tied the embedding is the output projection too
public record DecoderSpec(
    Architecture architecture,
    int vocabulary,
    int hidden,
    int intermediate,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int contextLength,
    double normEpsilon,
    Rope rope,
    boolean headNorms,
    boolean attentionBias,
    boolean tied) {

  public enum Architecture {
    QWEN3,
    QWEN2,
    LLAMA
  }

  /// Rotary position embedding, halves rotated (not interleaved), over the whole head.
  ///
  /// @param theta base of the frequencies
  /// @param scaling of the frequencies
  public record Rope(double theta, Scaling scaling) {}

  public sealed interface Scaling {
    record None() implements Scaling {}

    record Linear(double factor) implements Scaling {}

    /// Llama 3.1's: frequencies below a band are slowed, those in the band in part.
    record Llama3(double factor, double low, double high, int originalContext) implements Scaling {}
  }
}
