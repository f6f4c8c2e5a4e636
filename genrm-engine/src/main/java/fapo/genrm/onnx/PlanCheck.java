package fapo.genrm.onnx;

import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.engine.StepPlan;

/// Holds a plan to the model and the cache before native code acts on it.
///
/// @param positions how many a sequence may have
record PlanCheck(int vocabulary, CacheShape cache, int positions) {

  static PlanCheck of(DecoderSpec spec, CacheShape cache) {
    long pool = (long) cache.blocks() * cache.blockSize();
    int positions = Math.toIntExact(Math.min(spec.contextLength(), pool));
    return new PlanCheck(spec.vocabulary(), cache, positions);
  }

  /// @throws IllegalArgumentException naming the slice's field that is out of range
  void check(StepPlan plan) {
    if (plan.slices().isEmpty()) {
      throw new IllegalArgumentException("slices: none (expected: at least one)");
    }
    plan.slices().forEach(this::check);
  }

  private void check(StepPlan.Slice slice) {
    int length = slice.tokens().length;
    require("tokens.length", length, 1, positions);
    require("past", slice.past(), 0, positions - length);
    require("rows", slice.rows(), 0, length);
    int blocks = (slice.past() + length + cache.blockSize() - 1) / cache.blockSize();
    require("blocks.length", slice.blocks().length, blocks, Integer.MAX_VALUE);
    for (int i = 0; i < blocks; i++) {
      require("blocks", slice.blocks()[i], 0, cache.blocks() - 1);
    }
    for (int token : slice.tokens()) {
      require("tokens", token, 0, vocabulary - 1);
    }
  }

  private static void require(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          field + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }
}
