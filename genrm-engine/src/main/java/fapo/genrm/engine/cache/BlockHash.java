package fapo.genrm.engine.cache;

/// The hash of a full block, chained over the blocks before it. Equal hashes are a hint and no
/// more: whoever finds a block by its hash compares the tokens.
@FunctionalInterface
interface BlockHash {
  /// Hash of nothing: what the first block is chained to.
  long START = 0;

  /// Multiplies and folds token by token.
  BlockHash MIXED = BlockHash::mixed;

  /// @param parent hash of the block before, {@link #START} for the first
  /// @param tokens in which the block's tokens stand from `from` to `to`, exclusive
  long of(long parent, int[] tokens, int from, int to);

  private static long mixed(long parent, int[] tokens, int from, int to) {
    long hash = parent;
    for (int i = from; i < to; i++) {
      hash = (hash ^ tokens[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
