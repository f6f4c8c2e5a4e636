package fapo.genrm.engine.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which block holds what, and for whom.
///
/// Full blocks are found again by what they hold (tokens and all tokens before them), so sequences
/// that begin alike share blocks. A shared block is never written: a sequence writes to blocks that
/// it took itself, and only behind what is filled. The block with a sequence's last token is
/// therefore never shared, not even among samples of one prompt; each recomputes those tokens, at
/// most a block of them, into a block of its own. Copying the block instead would need a copy on
/// the device in every backend, and would save less than one block of prefill per sample.
///
/// What a sequence is about to compute is *promised* when its table is opened: another sequence
/// that needs it next waits for a few steps instead of computing it too.
public final class KvCache {
  private final int blocks;
  private final int blockSize;
  private final BlockHash hash;
  private final BlockPool pool;
  private final @Nullable Content[] contents;
  private final Map<Long, List<Content>> byHash = new HashMap<>();
  private final Map<Long, Integer> promises = new HashMap<>();
  private long lastId = Content.NOTHING;

  /// @param blocks how many there are
  /// @param blockSize positions in each
  public KvCache(int blocks, int blockSize) {
    this(blocks, blockSize, BlockHash.MIXED);
  }

  KvCache(int blocks, int blockSize, BlockHash hash) {
    this.blocks = blocks;
    this.blockSize = blockSize;
    this.hash = hash;
    this.pool = new BlockPool(blocks);
    this.contents = new @Nullable Content[blocks];
  }

  /// @param prompt shared, not copied: it must not change
  public TokenChain chain(int[] prompt) {
    return new TokenChain(blockSize, hash, prompt);
  }

  /// Blocks that nobody holds.
  public int available() {
    return pool.available();
  }

  /// How many sequences hold a block.
  public int holders(int block) {
    return pool.holders(block);
  }

  /// How many blocks that many positions take.
  public int blocksFor(int positions) {
    return Math.ceilDiv(positions, blockSize);
  }

  /// What of these tokens is there. The last token is never counted: it has to run for the logits
  /// behind it.
  public Prefix lookup(TokenChain tokens) {
    int shareable = (tokens.size() - 1) / blockSize;
    List<Content> found = new ArrayList<>(shareable);
    long parent = Content.NOTHING;
    int idle = 0;
    for (int i = 0; i < shareable; i++) {
      Content content = find(tokens, i, parent);
      if (content == null) {
        return new Prefix(found, idle, promises.containsKey(tokens.hash(i)));
      }
      found.add(content);
      parent = content.id();
      idle += pool.holders(content.block()) == 0 ? 1 : 0;
    }
    return new Prefix(found, idle, false);
  }

  /// How many available blocks {@link #open} would use up.
  public int cost(TokenChain tokens, Prefix prefix) {
    return blocksFor(tokens.size()) - prefix.length() + prefix.idle();
  }

  /// Blocks for all the tokens: those of the prefix shared, the others new, and promised.
  ///
  /// @param prefix just looked up
  /// @throws IllegalStateException where too few blocks are available
  public BlockTable open(TokenChain tokens, Prefix prefix) {
    int[] held = new int[blocksFor(tokens.size())];
    BlockTable table = new BlockTable(held);
    for (Content content : prefix.contents()) {
      pool.hold(content.block());
      held[table.known++] = content.block();
      table.lastContent = content.id();
    }
    for (int i = table.known; i < held.length; i++) {
      held[i] = take();
    }
    table.shared = table.known;
    table.filled = table.shared * blockSize;
    for (table.promised = table.known; table.promised < tokens.fullBlocks(); table.promised++) {
      promises.merge(tokens.hash(table.promised), 1, Integer::sum);
    }
    return table;
  }

  /// Whether the table has a position for each of so many tokens.
  public boolean covers(BlockTable table, int positions) {
    return positions <= table.blocks.length * blockSize;
  }

  /// One block more.
  ///
  /// @throws IllegalStateException where none is available
  public void grow(BlockTable table) {
    int[] grown = Arrays.copyOf(table.blocks, table.blocks.length + 1);
    grown[table.blocks.length] = take();
    table.blocks = grown;
  }

  /// Gives back the blocks behind those that so many positions take.
  public void trim(BlockTable table, int positions) {
    int kept = blocksFor(positions);
    for (int i = table.blocks.length - 1; i >= kept; i--) {
      release(table.blocks[i]);
    }
    table.blocks = Arrays.copyOf(table.blocks, Math.min(kept, table.blocks.length));
  }

  /// Keys and values of the next positions are there; blocks that are full now can be shared.
  public void fill(BlockTable table, TokenChain tokens, int positions) {
    table.filled += positions;
    for (; table.known < table.filled / blockSize; table.known++) {
      publish(table, tokens);
    }
  }

  /// Gives the blocks back. What the full ones hold can be found until they are taken again, the
  /// last blocks first.
  public void close(BlockTable table, TokenChain tokens) {
    for (int i = table.known; i < table.promised; i++) {
      withdraw(tokens.hash(i));
    }
    trim(table, 0);
  }

  /// What the table's blocks hold may be wrong: no other sequence will find it.
  public void distrust(BlockTable table) {
    for (int block : table.blocks) {
      forget(block);
    }
  }

  /// Forgets what the blocks hold that nobody holds.
  public void clear() {
    for (int block = 0; block < blocks; block++) {
      if (pool.holders(block) == 0) {
        forget(block);
      }
    }
  }

  private int take() {
    int block = pool.take();
    forget(block);
    return block;
  }

  private void release(int block) {
    pool.drop(block, contents[block] != null);
  }

  private void publish(BlockTable table, TokenChain tokens) {
    int i = table.known;
    if (i < table.promised) {
      withdraw(tokens.hash(i));
    }
    Content content = find(tokens, i, table.lastContent);
    if (content == null) {
      long key = tokens.hash(i);
      content = new Content(++lastId, table.lastContent, key, tokens.block(i), table.blocks[i]);
      contents[content.block()] = content;
      byHash.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(content);
    }
    table.lastContent = content.id();
  }

  private @Nullable Content find(TokenChain tokens, int block, long parent) {
    for (Content content : byHash.getOrDefault(tokens.hash(block), List.of())) {
      if (content.parent() == parent && tokens.holds(block, content.tokens())) {
        return content;
      }
    }
    return null;
  }

  private void forget(int block) {
    Content content = contents[block];
    if (content == null) {
      return;
    }
    contents[block] = null;
    List<Content> same = byHash.getOrDefault(content.hash(), List.of());
    same.remove(content);
    if (same.isEmpty()) {
      byHash.remove(content.hash());
    }
  }

  private void withdraw(long promise) {
    promises.computeIfPresent(promise, (_, count) -> count == 1 ? null : count - 1);
  }
}
