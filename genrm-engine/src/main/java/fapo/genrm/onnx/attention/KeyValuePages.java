package fapo.genrm.onnx.attention;

import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.engine.ForwardPass.CacheShape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The pool of cached keys and values of one layer, float32.
///
/// Values lie as `[block][kvHead][token][headDim]`. Keys lie as
/// `[block][kvHead][token / 16][headDim][token % 16]`: with the tokens side by side, a vector of
/// scores is a sum over dimensions, and no score needs the lanes of a vector added up, which would
/// cost more than its products; with no more than 16 of them, the keys of a group are one run of
/// memory.
final class KeyValuePages {
  /// How many keys lie side by side.
  static final int GROUP = 16;

  /// In bytes, from one dimension of a key to the next.
  static final long KEY_STRIDE = (long) GROUP * Float.BYTES;

  private final int heads;
  private final int blockSize;
  private final int headSize;
  private final long keys;
  private final long values;

  /// @param arena that owns the memory
  KeyValuePages(DecoderSpec spec, CacheShape cache, Arena arena) {
    this.heads = spec.keyValueHeads();
    this.blockSize = cache.blockSize();
    this.headSize = spec.headSize();
    long bytes = (long) cache.blocks() * heads * blockSize * headSize * Float.BYTES;
    this.keys = aligned(arena, bytes);
    this.values = aligned(arena, bytes);
  }

  private static long aligned(Arena arena, long bytes) {
    MemorySegment segment = arena.allocate(bytes, Long.BYTES * 8L);
    return segment.address();
  }

  /// Address of the first dimension of a key; the next ones follow each {@link #KEY_STRIDE} bytes,
  /// and the keys of the group's next tokens lie right behind it.
  long key(int block, int head, int offset) {
    int group = offset / GROUP;
    int inGroup = offset % GROUP;
    return keys + (panel(block, head) + (long) group * GROUP * headSize + inGroup) * Float.BYTES;
  }

  /// Address of a value, `[headDim]`; the values of the block's next tokens lie right behind it.
  long value(int block, int head, int offset) {
    return values + (panel(block, head) + (long) offset * headSize) * Float.BYTES;
  }

  int blockSize() {
    return blockSize;
  }

  private long panel(int block, int head) {
    return ((long) block * heads + head) * blockSize * headSize;
  }
}
