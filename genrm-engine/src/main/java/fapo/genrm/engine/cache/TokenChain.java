package fapo.genrm.engine.cache;

import java.util.Arrays;

/// The token ids of a sequence, growing at the end, and the chained hashes of its full blocks.
public final class TokenChain {
  private final int blockSize;
  private final BlockHash hash;
  private int[] tokens;
  private int size;
  private long[] hashes = {};
  private int hashed;

  /// @param prompt shared, not copied: it must not change
  TokenChain(int blockSize, BlockHash hash, int[] prompt) {
    this.blockSize = blockSize;
    this.hash = hash;
    this.tokens = prompt;
    this.size = prompt.length;
  }

  public int size() {
    return size;
  }

  public void add(int token) {
    if (size == tokens.length) {
      // Grown on the first token, so the prompt stays the one array of all its sequences.
      tokens = Arrays.copyOf(tokens, size + Math.max(256, size / 2));
    }
    tokens[size++] = token;
  }

  /// Tokens `from` to `to`, exclusive, as an array of their own.
  public int[] slice(int from, int to) {
    return Arrays.copyOfRange(tokens, from, to);
  }

  /// How many blocks the tokens fill to the last position.
  int fullBlocks() {
    return size / blockSize;
  }

  /// Hash of a full block, chained over those before it.
  long hash(int block) {
    if (block >= hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(fullBlocks(), hashes.length * 2));
    }
    for (; hashed <= block; hashed++) {
      long parent = hashed == 0 ? BlockHash.START : hashes[hashed - 1];
      hashes[hashed] = hash.of(parent, tokens, hashed * blockSize, (hashed + 1) * blockSize);
    }
    return hashes[block];
  }

  /// Whether a full block holds these tokens.
  boolean holds(int block, int[] expected) {
    int from = block * blockSize;
    return Arrays.equals(tokens, from, from + blockSize, expected, 0, blockSize);
  }

  int[] block(int block) {
    return slice(block * blockSize, (block + 1) * blockSize);
  }
}
