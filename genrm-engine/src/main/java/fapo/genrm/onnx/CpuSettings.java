package fapo.genrm.onnx;

import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.onnx.graph.Quantization;
import java.util.Optional;

/// How a model runs on the CPU.
///
/// @param cache pool of blocks; the block size is a multiple of 16
/// @param candidates how many each row of logits returns, at most the vocabulary
/// @param threads that compute
/// @param spinning whether idle threads wait busily: faster on a machine of one's own, slower on a
///     shared one
/// @param quantization of the projections; absent, they are computed as stored
public record CpuSettings(
    CacheShape cache,
    int candidates,
    int threads,
    boolean spinning,
    Optional<Quantization> quantization) {
  public CpuSettings {
    requirePositive("cache.blocks", cache.blocks());
    requirePositive("cache.blockSize", cache.blockSize());
    requirePositive("candidates", candidates);
    requirePositive("threads", threads);
  }

  /// Projections as stored.
  public CpuSettings(CacheShape cache, int candidates, int threads, boolean spinning) {
    this(cache, candidates, threads, spinning, Optional.empty());
  }

  /// The same with quantised projections, whose copy is made at the first opening.
  public CpuSettings withQuantization(Quantization chosen) {
    return new CpuSettings(cache, candidates, threads, spinning, Optional.of(chosen));
  }

  private static void requirePositive(String field, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: >= 1)");
    }
  }
}
