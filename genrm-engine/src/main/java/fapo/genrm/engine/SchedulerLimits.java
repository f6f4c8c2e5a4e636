package fapo.genrm.engine;

import java.time.Duration;

/// How much there is to share out.
///
/// @param contextLength positions a sequence can have
/// @param blocks of the cache
/// @param blockSize positions in each
/// @param stepTokens that run in one step at most, prompts and continuations together; at least
///     `running`, so that no continuation ever waits for a prompt
/// @param running sequences that hold blocks at the same time at most
/// @param waiting sequences that may wait; beyond, requests are refused
/// @param typicalNewTokens that a sequence generates, assumed until some have ended
/// @param patience after which a sequence goes before all that came later, whatever their priority
public record SchedulerLimits(
    int contextLength,
    int blocks,
    int blockSize,
    int stepTokens,
    int running,
    int waiting,
    int typicalNewTokens,
    Duration patience) {
  public SchedulerLimits {
    atLeast("contextLength", contextLength, 1);
    atLeast("blocks", blocks, 1);
    atLeast("blockSize", blockSize, 1);
    atLeast("running", running, 1);
    atLeast("stepTokens", stepTokens, running);
    atLeast("waiting", waiting, 1);
    atLeast("typicalNewTokens", typicalNewTokens, 1);
    if (patience.isNegative()) {
      throw new IllegalArgumentException("patience: " + patience + " (expected: >= 0)");
    }
  }

  private static void atLeast(String field, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException("%s: %d (expected: >= %d)".formatted(field, value, least));
    }
  }
}
