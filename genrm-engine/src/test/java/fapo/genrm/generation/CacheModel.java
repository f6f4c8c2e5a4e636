package fapo.genrm.generation;

import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.ModelFaultException;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepPlan.Slice;
import fapo.genrm.engine.StepResult;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A model whose next token depends on every position of its cache, in order, and on nothing else:
/// each step writes its tokens to the blocks it is told, then reads all positions of the sequence
/// back from there. A block that is shared, freed or filled wrongly changes what it says.
final class CacheModel implements ForwardPass {
  static final int WIDTH = 8;

  /// Tokens of the vocabulary that are no added ones.
  static final int PLAIN = 509;

  static final int END = 511;
  private static final long EMPTY = -1;

  private final CacheShape shape;
  private final long[] cache;
  private final int endOneIn;
  final AtomicInteger steps = new AtomicInteger();
  volatile int widestStep;

  /// Called with each plan before it runs; may fail it, or wait.
  volatile Consumer<StepPlan> before = plan -> {};

  /// A prompt token whose sequences get rows that are no numbers; -1 for none.
  volatile int poison = -1;

  /// @param endOneIn one row of so many prefers the end; 0 for none
  CacheModel(int blocks, int blockSize, int endOneIn) {
    this.shape = new CacheShape(blocks, blockSize);
    this.cache = new long[blocks * blockSize];
    this.endOneIn = endOneIn;
    Arrays.fill(cache, EMPTY);
  }

  @Override
  public CacheShape cache() {
    return shape;
  }

  @Override
  public StepResult run(StepPlan plan) {
    before.accept(plan);
    steps.incrementAndGet();
    widestStep = Math.max(widestStep, plan.slices().size());
    int rows = plan.rows();
    int[] ids = new int[rows * WIDTH];
    float[] logits = new float[rows * WIDTH];
    float[] sums = new float[rows];
    int row = 0;
    for (Slice slice : plan.slices()) {
      write(slice);
      if (slice.rows() > 0) {
        fill(read(slice), row, ids, logits, sums);
        poison(slice, row, logits);
        row++;
      }
    }
    return new StepResult(WIDTH, ids, logits, sums);
  }

  private void write(Slice slice) {
    for (int i = 0; i < slice.tokens().length; i++) {
      cache[slot(slice, slice.past() + i)] = entry(slice.tokens()[i], slice.past() + i);
    }
  }

  private long read(Slice slice) {
    long state = 0;
    for (int i = 0; i < slice.past() + slice.tokens().length; i++) {
      long entry = cache[slot(slice, i)];
      if (entry == EMPTY) {
        throw new ModelFaultException("position " + i + " was never written", true);
      }
      state = mix(state + entry);
    }
    return state;
  }

  private void poison(Slice slice, int row, float[] logits) {
    for (int i = 0; i < slice.past() + slice.tokens().length; i++) {
      if (poison >= 0 && cache[slot(slice, i)] == entry(poison, i)) {
        logits[row * WIDTH] = Float.NaN;
      }
    }
  }

  private int slot(Slice slice, int position) {
    return slice.blocks()[position / shape.blockSize()] * shape.blockSize()
        + position % shape.blockSize();
  }

  /// The row behind these tokens, without any cache.
  StepResult row(int[] tokens) {
    long state = 0;
    for (int i = 0; i < tokens.length; i++) {
      state = mix(state + entry(tokens[i], i));
    }
    StepResult row = new StepResult(WIDTH, new int[WIDTH], new float[WIDTH], new float[1]);
    fill(state, 0, row.ids(), row.logits(), row.logSumExp());
    return row;
  }

  private void fill(long state, int row, int[] ids, float[] logits, float[] sums) {
    double sum = 1;
    float logit = 2;
    for (int i = 0; i < WIDTH; i++) {
      long drawn = mix(state + i + 1) >>> 1;
      ids[row * WIDTH + i] = (int) (drawn % PLAIN);
      logits[row * WIDTH + i] = logit;
      sum += Math.exp(logit);
      logit -= (drawn >>> 40) / (float) (1 << 23);
    }
    if (endOneIn > 0 && (mix(state) >>> 1) % endOneIn == 0) {
      ids[row * WIDTH] = END;
    }
    sums[row] = (float) Math.log(sum);
  }

  private static long entry(int token, int position) {
    return mix(token * 31L + position) >>> 1;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
