package fapo.genrm.onnx;

import fapo.genrm.engine.ForwardPass.CacheShape;

/// How a model runs on the CPU.
///
/// @param cache pool of blocks; the block size is a multiple of 16
/// @param candidates how many each row of logits returns, at most the vocabulary
/// @param threads that compute
/// @param spinning whether idle threads wait busily: faster on a machine of one's own, slower on a
///     shared one
public record CpuSettings(CacheShape cache, int candidates, int threads, boolean spinning) {
  public CpuSettings {
    requirePositive("cache.blocks", cache.blocks());
    requirePositive("cache.blockSize", cache.blockSize());
    requirePositive("candidates", candidates);
    requirePositive("threads", threads);
  }

  private static void requirePositive(String field, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: >= 1)");
    }
  }
}
