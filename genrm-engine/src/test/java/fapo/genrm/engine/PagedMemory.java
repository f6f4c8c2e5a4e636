package fapo.genrm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.genrm.engine.StepPlan.Slice;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// A device that stores, at each position of each block, what would be keys and values: a
/// fingerprint of all tokens up to there. Running a slice reads every position before it and
/// fails where one holds anything else than the sequence's own past. So a block that two sequences
/// write, is freed too early, found under a wrong name, or not filled at all, cannot stay hidden.
final class PagedMemory {
  private final long[] stored;
  private final int blockSize;

  PagedMemory(int blocks, int blockSize) {
    this.stored = new long[blocks * blockSize];
    this.blockSize = blockSize;
  }

  /// The fingerprint of tokens that end with this one.
  static long after(long before, int token) {
    long mixed = (before + token + 1) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 32;
  }

  /// @param prefixes fingerprints of the sequence's tokens: of the first one, the first two, …
  void run(Slice slice, long[] prefixes, Set<Integer> written) {
    assertThat(new HashSet<>(Arrays.stream(slice.blocks()).boxed().toList()))
        .as("blocks of sequence %d, each once", slice.sequence())
        .hasSize(slice.blocks().length);
    for (int i = 0; i < slice.past(); i++) {
      if (stored[at(slice, i)] != prefixes[i]) {
        throw new AssertionError(
            "sequence %d reads a foreign position %d".formatted(slice.sequence(), i));
      }
    }
    for (int i = slice.past(); i < slice.past() + slice.tokens().length; i++) {
      int at = at(slice, i);
      assertThat(written.add(at)).as("position %d written once", at).isTrue();
      stored[at] = prefixes[i];
    }
  }

  /// All content is gone.
  void lose() {
    Arrays.fill(stored, -1);
  }

  private int at(Slice slice, int position) {
    return slice.blocks()[position / blockSize] * blockSize + position % blockSize;
  }
}
