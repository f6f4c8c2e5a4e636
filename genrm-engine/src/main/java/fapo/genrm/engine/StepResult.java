package fapo.genrm.engine;

/// The head of the next-token distribution for each row of logits a {@link StepPlan} asked for, in
/// packed order.
///
/// @param width how many candidates each row has, best first
/// @param ids `[rows * width]`, token ids by falling logit
/// @param logits `[rows * width]`, natural, before temperature
/// @param logSumExp `[rows]`, over the whole vocabulary, so that `logits − logSumExp` are
///     log-probabilities
@SuppressWarnings("ArrayRecordComponent") // read in place, every step; compared by no one
public record StepResult(int width, int[] ids, float[] logits, float[] logSumExp) {
  public int rows() {
    return logSumExp.length;
  }
}
