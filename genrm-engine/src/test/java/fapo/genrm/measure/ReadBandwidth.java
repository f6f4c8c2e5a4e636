package fapo.genrm.measure;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// How fast this machine reads memory: the sum over as many bytes as a step of the model reads, all
/// cores at once.
final class ReadBandwidth implements AutoCloseable {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int UNROLLED = 8;
  private static final long STEP = (long) SPECIES.vectorByteSize() * UNROLLED;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private final int threads;
  private final ExecutorService pool;
  private float total;

  ReadBandwidth(long bytes, int threads) {
    long each = bytes / threads / STEP * STEP;
    this.threads = threads;
    this.memory = arena.allocate(each * threads, 64).fill((byte) 1);
    this.pool = Executors.newFixedThreadPool(threads);
  }

  long bytes() {
    return memory.byteSize();
  }

  /// One pass over all of it.
  double seconds() throws Exception {
    long each = memory.byteSize() / threads;
    long start = System.nanoTime();
    List<Future<Float>> parts =
        pool.invokeAll(
            IntStream.range(0, threads)
                .mapToObj(i -> memory.asSlice(i * each, each))
                .<java.util.concurrent.Callable<Float>>map(part -> () -> sum(part))
                .toList());
    for (Future<Float> part : parts) {
      total += part.get();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /// What was read, so that the reading cannot be left out.
  float total() {
    return total;
  }

  private static float sum(MemorySegment part) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    long vector = SPECIES.vectorByteSize();
    for (long at = 0; at < part.byteSize(); at += STEP) {
      a = a.add(load(part, at)).add(load(part, at + 4 * vector));
      b = b.add(load(part, at + vector)).add(load(part, at + 5 * vector));
      c = c.add(load(part, at + 2 * vector)).add(load(part, at + 6 * vector));
      d = d.add(load(part, at + 3 * vector)).add(load(part, at + 7 * vector));
    }
    return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
  }

  private static FloatVector load(MemorySegment part, long at) {
    return FloatVector.fromMemorySegment(SPECIES, part, at, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    pool.shutdown();
    arena.close();
  }
}
