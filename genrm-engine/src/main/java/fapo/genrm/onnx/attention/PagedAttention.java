package fapo.genrm.onnx.attention;

import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.engine.ForwardPass.CacheShape;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.onnx.graph.RotaryTable;
import fapo.genrm.onnx.ort.KernelContext;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Causal grouped-query attention over paged keys and values: norms and rotates the heads, writes
/// the new keys and values to their pages, attends.
///
/// A step is announced by {@link #begin} and then computed layer by layer. One step at a time.
public final class PagedAttention implements AutoCloseable {
  /// Below this many keys, writing them is cheaper than waking another thread.
  private static final int SERIAL_KEYS = 128;

  /// With fewer, some threads would end long before others.
  private static final int PIECES_A_THREAD = 2;

  private final DecoderSpec spec;
  private final int groupSize;
  private final HeadRotation rotation;
  private final float queryScale;
  private final Arena arena = Arena.ofShared();
  private final List<KeyValuePages> pages;
  private final List<HeadNorms> norms;
  private final List<AttentionWorker> workers;
  private final SoftmaxSums parts;
  private volatile Tiles tiles = Tiles.NONE;

  /// Weights of a layer's head norms.
  ///
  /// @param query `[headSize]`, absent where the model has none
  /// @param key `[headSize]`, absent where the model has none
  @SuppressWarnings("ArrayRecordComponent") // read in place
  public record HeadNorms(float @Nullable [] query, float @Nullable [] key) {}

  /// @param norms of each layer
  /// @param threads how many may compute at once
  /// @throws IllegalArgumentException where heads or blocks are of a size the kernel has no code
  ///     for
  public PagedAttention(DecoderSpec spec, CacheShape cache, List<HeadNorms> norms, int threads) {
    requireMultipleOf16("headSize", spec.headSize());
    requireMultipleOf16("blockSize", cache.blockSize());
    this.spec = spec;
    this.norms = List.copyOf(norms);
    this.groupSize = spec.heads() / spec.keyValueHeads();
    int positions =
        Math.toIntExact(Math.min(spec.contextLength(), (long) cache.blocks() * cache.blockSize()));
    this.rotation = new HeadRotation(RotaryTable.of(spec, positions), spec.normEpsilon());
    this.queryScale = (float) (1 / (Math.log(2) * Math.sqrt(spec.headSize())));
    this.pages =
        Stream.generate(() -> new KeyValuePages(spec, cache, arena)).limit(spec.layers()).toList();
    this.parts = new SoftmaxSums(spec.headSize());
    this.workers =
        IntStream.range(0, threads)
            .mapToObj(_ -> new AttentionWorker(spec.headSize(), groupSize))
            .toList();
  }

  private static void requireMultipleOf16(String field, int value) {
    if (value % 16 != 0 || value <= 0) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: a multiple of 16)");
    }
  }

  /// Makes `plan` the step that is computed next. Its blocks must be the cache's, its positions
  /// below the context length: they are not checked here.
  public void begin(StepPlan plan) {
    tiles = Tiles.of(plan);
  }

  /// Computes a layer of the current step: inputs query `[T, heads * headSize]`, key and value
  /// `[T, keyValueHeads * headSize]`, output as query.
  public void compute(int layer, KernelContext context) {
    long width = (long) spec.heads() * spec.headSize();
    Operands operands =
        new Operands(
            context.input(0),
            context.input(1),
            context.input(2),
            context.output(tiles.tokens(), width));
    int keys = tiles.tokens() * spec.keyValueHeads();
    int writers = keys <= SERIAL_KEYS ? 1 : workers.size();
    share(
        context,
        writers,
        tiles.list().size(),
        (_, i) -> write(layer, operands, tiles.list().get(i)));
    int pieces = tiles.list().size() * spec.keyValueHeads();
    if (workers.size() > 1 && pieces < PIECES_A_THREAD * workers.size() && mostParts() > 1) {
      attendInParts(layer, operands, context, pieces);
    } else {
      share(
          context,
          Math.min(workers.size(), pieces),
          pieces,
          (worker, piece) -> {
            Piece each = piece(piece);
            load(layer, operands, worker, each);
            SoftmaxSum sum = worker.attend(pages.get(layer), each.head(), each.tile(), each.rows());
            store(operands, each, sum);
          });
    }
  }

  /// Few sequences: threads share the keys of each.
  private void attendInParts(int layer, Operands operands, KernelContext context, int pieces) {
    int most = mostParts();
    int tokens = tiles.list().stream().mapToInt(Tiles.Tile::tokens).max().orElse(0);
    parts.reserve(pieces * most, tokens * groupSize);
    share(
        context,
        Math.min(workers.size(), pieces * most),
        pieces * most,
        (worker, number) -> {
          Piece each = piece(number / most);
          int part = number % most;
          if (part < each.tile().parts()) {
            load(layer, operands, worker, each);
            worker.attend(
                pages.get(layer), each.head(), each.tile(), part, parts.get(number), each.rows());
          }
        });
    for (int number = 0; number < pieces; number++) {
      Piece each = piece(number);
      SoftmaxSum sum = parts.get(number * most);
      for (int part = 1; part < each.tile().parts(); part++) {
        sum.add(parts.get(number * most + part), each.rows());
      }
      sum.normalise(each.rows());
      store(operands, each, sum);
    }
  }

  private int mostParts() {
    return tiles.list().stream().mapToInt(Tiles.Tile::parts).max().orElse(0);
  }

  private Piece piece(int number) {
    Tiles.Tile tile = tiles.list().get(number / spec.keyValueHeads());
    return new Piece(tile, number % spec.keyValueHeads(), tile.tokens() * groupSize);
  }

  /// Hands out the numbers below `pieces` one by one to the threads, each with its own worker.
  private void share(
      KernelContext context, int threads, int pieces, ObjIntConsumer<AttentionWorker> piece) {
    AtomicInteger next = new AtomicInteger();
    context.parallel(
        threads,
        number -> {
          for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
            piece.accept(workers.get(number), i);
          }
        });
  }

  private void write(int layer, Operands operands, Tiles.Tile tile) {
    float[] head = new float[spec.headSize()];
    for (int token = 0; token < tile.tokens(); token++) {
      for (int kv = 0; kv < spec.keyValueHeads(); kv++) {
        write(layer, operands, tile, token, kv, head);
      }
    }
  }

  private void write(
      int layer, Operands operands, Tiles.Tile tile, int token, int kv, float[] head) {
    KeyValuePages layerPages = pages.get(layer);
    int position = tile.position() + token;
    int block = tile.blocks()[position / layerPages.blockSize()];
    int offset = position % layerPages.blockSize();
    long from =
        ((long) (tile.packed() + token) * spec.keyValueHeads() + kv)
            * spec.headSize()
            * Float.BYTES;
    NativeFloats.read(operands.key() + from, head, 0, spec.headSize());
    rotation.apply(head, 0, position, norms.get(layer).key(), 1);
    long key = layerPages.key(block, kv, offset);
    for (int d = 0; d < spec.headSize(); d++) {
      NativeFloats.set(key + d * KeyValuePages.KEY_STRIDE, head[d]);
    }
    NativeFloats.copy(
        operands.value() + from, layerPages.value(block, kv, offset), spec.headSize());
  }

  /// Brings a piece's queries to a worker, rotated.
  private void load(int layer, Operands operands, AttentionWorker worker, Piece piece) {
    for (int row = 0; row < piece.rows(); row++) {
      int at = row * spec.headSize();
      int position = piece.tile().position() + row / groupSize;
      long from = operands.query() + rowOffset(piece, row);
      NativeFloats.read(from, worker.query(), at, spec.headSize());
      rotation.apply(worker.query(), at, position, norms.get(layer).query(), queryScale);
    }
  }

  private void store(Operands operands, Piece piece, SoftmaxSum sum) {
    for (int row = 0; row < piece.rows(); row++) {
      long to = operands.output() + rowOffset(piece, row);
      NativeFloats.write(sum.output, row * spec.headSize(), to, spec.headSize());
    }
  }

  /// In bytes, of a worker's row in the query and in the output.
  private long rowOffset(Piece piece, int row) {
    long token = (long) piece.tile().packed() + row / groupSize;
    long head = token * spec.heads() + (long) piece.head() * groupSize + row % groupSize;
    return head * spec.headSize() * Float.BYTES;
  }

  /// Frees the pages.
  @Override
  public void close() {
    arena.close();
  }

  /// Addresses of a node's inputs and output.
  private record Operands(long query, long key, long value, long output) {}

  /// A tile's queries to one key-value head.
  private record Piece(Tiles.Tile tile, int head, int rows) {}
}
