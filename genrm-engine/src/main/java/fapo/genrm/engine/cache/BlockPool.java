package fapo.genrm.engine.cache;

import java.util.Arrays;

/// Who holds which block. Each block is in one of three states:
///
/// | state | holders | what it holds |
/// |---|---|---|
/// | held | 1 or more | keys and values that sequences read |
/// | idle | 0 | keys and values that a later sequence may read again |
/// | free | 0 | nothing of use |
///
/// A block is taken from the free ones first, then from the idle ones: the one idle for longest.
/// Every operation takes constant time.
final class BlockPool {
  private final int[] holders;
  private final int[] free;
  private int freeCount;

  /// The idle blocks as a ring, oldest after the sentinel; `UNLINKED` outside it.
  private final int[] newer;

  private final int[] older;
  private final int sentinel;
  private int idleCount;

  private static final int UNLINKED = -1;

  BlockPool(int blocks) {
    holders = new int[blocks];
    free = new int[blocks];
    for (int i = 0; i < blocks; i++) {
      free[i] = blocks - 1 - i;
    }
    freeCount = blocks;
    sentinel = blocks;
    newer = new int[blocks + 1];
    older = new int[blocks + 1];
    Arrays.fill(newer, UNLINKED);
    Arrays.fill(older, UNLINKED);
    newer[sentinel] = sentinel;
    older[sentinel] = sentinel;
  }

  /// Blocks that can be taken now: free and idle ones.
  int available() {
    return freeCount + idleCount;
  }

  /// A block with one holder. What it held before, if it was idle, is lost.
  ///
  /// @throws IllegalStateException where none is available
  int take() {
    int block;
    if (freeCount > 0) {
      block = free[--freeCount];
    } else if (idleCount > 0) {
      block = newer[sentinel];
      unlink(block);
    } else {
      throw new IllegalStateException("available blocks: 0 (expected: at least 1)");
    }
    holders[block] = 1;
    return block;
  }

  /// One holder more of a block that is held or idle.
  void hold(int block) {
    if (holders[block] == 0) {
      unlink(block);
    }
    holders[block]++;
  }

  /// One holder fewer; without any, the block is idle or free.
  ///
  /// @param keep whether what it holds may be of use
  void drop(int block, boolean keep) {
    if (holders[block] == 0) {
      throw new IllegalStateException("holders of block " + block + ": 0 (expected: at least 1)");
    }
    if (--holders[block] > 0) {
      return;
    }
    if (keep) {
      linkNewest(block);
    } else {
      free[freeCount++] = block;
    }
  }

  int holders(int block) {
    return holders[block];
  }

  private void linkNewest(int block) {
    int last = older[sentinel];
    newer[last] = block;
    older[block] = last;
    newer[block] = sentinel;
    older[sentinel] = block;
    idleCount++;
  }

  private void unlink(int block) {
    if (newer[block] == UNLINKED) {
      throw new IllegalStateException("block " + block + " is free (expected: held or idle)");
    }
    newer[older[block]] = newer[block];
    older[newer[block]] = older[block];
    newer[block] = UNLINKED;
    older[block] = UNLINKED;
    idleCount--;
  }
}
