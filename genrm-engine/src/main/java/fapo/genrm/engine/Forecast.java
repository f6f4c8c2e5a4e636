package fapo.genrm.engine;

import java.util.Arrays;
import java.util.List;

/// How many blocks will be held at worst, if sequences go on being as long as the last ones were.
///
/// Admitting by the blocks that are free now fills the cache with sequences that all grow, until
/// they preempt each other: in a simulation of 1,600 critiques, 512 at a time on one H200, 6 % of
/// all tokens ran twice, and a preempted critique waited 106 s for its next token. Here each
/// running sequence is expected to generate the mean of those recent lengths that exceed its own,
/// and to give its blocks back then. The peak of what is held in between decides. Expectations may
/// be wrong: preemption remains.
final class Forecast {
  /// Lengths remembered.
  private static final int WINDOW = 512;

  private final int blockSize;
  private final int[] recent = new int[WINDOW];
  private final int[] sorted = new int[WINDOW];

  /// `sums[i]` is the sum of `sorted` from `i` on.
  private final long[] sums = new long[WINDOW + 1];

  private int count;
  private int oldest;

  /// @param typical tokens a sequence generates, while nothing is known
  Forecast(int blockSize, int typical) {
    this.blockSize = blockSize;
    observe(typical);
  }

  /// A sequence has ended by itself.
  void observe(int generated) {
    recent[oldest] = generated;
    oldest = (oldest + 1) % WINDOW;
    count = Math.min(count + 1, WINDOW);
    System.arraycopy(recent, 0, sorted, 0, count);
    Arrays.sort(sorted, 0, count);
    sums[count] = 0;
    for (int i = count - 1; i >= 0; i--) {
      sums[i] = sums[i + 1] + sorted[i];
    }
  }

  /// Tokens that a sequence is expected to generate yet. One that is longer than all before is
  /// expected to be half done with the rest of what it is allowed.
  int remaining(int generated, int allowed) {
    int longer = firstAbove(generated);
    long rest =
        longer < count
            ? sums[longer] / (count - longer) - generated
            : Math.ceilDiv(allowed - generated, 2);
    return (int) Math.min(rest, allowed - generated);
  }

  /// Blocks held at worst, when one more sequence is admitted.
  ///
  /// @param held blocks now
  /// @param cost blocks that the newcomer takes at once
  int peak(int held, List<Sequence> running, Sequence newcomer, int cost) {
    long[] ends = new long[running.size() + 1];
    for (int i = 0; i < running.size(); i++) {
      ends[i] = end(running.get(i), running.get(i).blocks().own());
    }
    ends[running.size()] = end(newcomer, cost);
    Arrays.sort(ends);
    return peak(held + cost, ends);
  }

  /// When one ends, all that have not ended have grown as much as it has.
  private int peak(long held, long[] ends) {
    long peak = held;
    long left = held;
    for (int i = 0; i < ends.length; i++) {
      long steps = ends[i] >> Integer.SIZE;
      peak = Math.max(peak, left + (ends.length - i) * steps / blockSize);
      left -= (int) ends[i];
    }
    return (int) Math.min(peak, Integer.MAX_VALUE);
  }

  /// In how many steps a sequence ends, above; how many blocks it gives back then, below.
  private long end(Sequence sequence, int own) {
    long steps = remaining(sequence.generated(), sequence.request.maxNewTokens());
    return steps << Integer.SIZE | own;
  }

  private int firstAbove(int length) {
    int found = Arrays.binarySearch(sorted, 0, count, length + 1);
    int at = found < 0 ? -found - 1 : found;
    while (at > 0 && sorted[at - 1] > length) {
      at--;
    }
    return at;
  }
}
