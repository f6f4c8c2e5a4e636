package fapo.genrm.onnx.attention;

import static fapo.genrm.onnx.attention.NativeFloats.LANES;
import static fapo.genrm.onnx.attention.NativeFloats.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Attention of one tile's queries to the keys before them, for the query heads that share one
/// key-value head; memory of one thread.
///
/// Rows are the tile's tokens times the group's heads, token-major. Keys pass in runs of
/// {@link #KEYS} under an online softmax in base 2: per row a running maximum, a running sum and an
/// output that is scaled when the maximum grows. Rows go four at a time, so that a vector of keys
/// or values that was loaded serves four rows. What comes of a part of the context is a
/// {@link SoftmaxSum}; a row's depends on its own sequence only, not on the tile it is in.
final class AttentionWorker {
  private static final int KEYS = 128;
  private static final int QUAD = 4;
  private static final int WIDE = 4;

  private final int headSize;
  private final float[] query;
  private final float[] scores = new float[QUAD * KEYS];
  private final float[] lanes = new float[LANES];
  private final SoftmaxSum whole;
  private final SoftmaxSum part;

  /// What is computed now.
  private SoftmaxSum current;

  AttentionWorker(int headSize, int groupSize) {
    int rows = Tiles.TOKENS * groupSize;
    this.headSize = headSize;
    this.query = new float[rows * headSize];
    this.whole = new SoftmaxSum(headSize, rows);
    this.part = new SoftmaxSum(headSize, rows);
    this.current = whole;
  }

  /// `[rows, headSize]`: the queries, rotated, and scaled by `log2(e) / √headSize`.
  float[] query() {
    return query;
  }

  /// Attends to all keys a tile sees: part after part, put together in order.
  ///
  /// @param rows `tile.tokens() * groupSize`
  /// @return normalised; valid until the next call
  SoftmaxSum attend(KeyValuePages pages, int head, Tiles.Tile tile, int rows) {
    attend(pages, head, tile, 0, whole, rows);
    for (int number = 1; number < tile.parts(); number++) {
      attend(pages, head, tile, number, part, rows);
      whole.add(part, rows);
    }
    whole.normalise(rows);
    return whole;
  }

  /// Attends to one part of the keys a tile sees.
  ///
  /// @param part number of it
  /// @param to is overwritten
  void attend(KeyValuePages pages, int head, Tiles.Tile tile, int part, SoftmaxSum to, int rows) {
    to.clear(rows);
    current = to;
    int groupSize = rows / tile.tokens();
    int visible = tile.position() + tile.tokens();
    int first = part * Tiles.PART;
    int end = Math.min(visible, first + Tiles.PART);
    for (int from = first; from < end; from += KEYS) {
      KeyRun run = new KeyRun(pages, head, tile.blocks(), from);
      for (int row = 0; row < rows; row += QUAD) {
        int live = Math.min(QUAD, rows - row);
        int lastPosition = tile.position() + (row + live - 1) / groupSize;
        int keys = Math.min(KEYS, lastPosition + 1 - from);
        if (keys > 0) {
          score(run, row, live, keys);
          for (int i = 0; i < live; i++) {
            int limit = tile.position() + (row + i) / groupSize + 1 - from;
            soften(row + i, i * KEYS, Math.clamp(limit, 0, keys), keys);
          }
          add(run, row, live, keys);
        }
      }
    }
  }

  private void score(KeyRun run, int row, int live, int keys) {
    for (int column = 0; column < keys; column += WIDE * LANES) {
      int last = Math.min(WIDE - 1, (keys - 1 - column) / LANES);
      for (int i = 0; i + 1 < live; i += 2) {
        scoreTwo(run, row + i, i * KEYS, column, last);
      }
      if (live % 2 == 1) {
        scoreOne(run, row + live - 1, (live - 1) * KEYS, column, last);
      }
    }
  }

  /// Two rows by up to four vectors of keys; where fewer are there, the last stands in for the
  /// rest.
  private void scoreTwo(KeyRun run, int row, int to, int column, int last) {
    int c1 = column + Math.min(1, last) * LANES;
    int c2 = column + Math.min(2, last) * LANES;
    int c3 = column + last * LANES;
    long k0 = run.key(column);
    long k1 = run.key(c1) - k0;
    long k2 = run.key(c2) - k0;
    long k3 = run.key(c3) - k0;
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    int first = row * headSize;
    int second = first + headSize;
    for (int d = 0; d < headSize; d++) {
      FloatVector x0 = NativeFloats.load(k0);
      FloatVector x1 = NativeFloats.load(k0 + k1);
      FloatVector x2 = NativeFloats.load(k0 + k2);
      FloatVector x3 = NativeFloats.load(k0 + k3);
      FloatVector q = FloatVector.broadcast(SPECIES, query[first + d]);
      a0 = x0.fma(q, a0);
      a1 = x1.fma(q, a1);
      a2 = x2.fma(q, a2);
      a3 = x3.fma(q, a3);
      q = FloatVector.broadcast(SPECIES, query[second + d]);
      b0 = x0.fma(q, b0);
      b1 = x1.fma(q, b1);
      b2 = x2.fma(q, b2);
      b3 = x3.fma(q, b3);
      k0 += KeyValuePages.KEY_STRIDE;
    }
    a0.intoArray(scores, to + column);
    a1.intoArray(scores, to + c1);
    a2.intoArray(scores, to + c2);
    a3.intoArray(scores, to + c3);
    b0.intoArray(scores, to + KEYS + column);
    b1.intoArray(scores, to + KEYS + c1);
    b2.intoArray(scores, to + KEYS + c2);
    b3.intoArray(scores, to + KEYS + c3);
  }

  /// As {@link #scoreTwo}, for one row.
  private void scoreOne(KeyRun run, int row, int to, int column, int last) {
    int c1 = column + Math.min(1, last) * LANES;
    int c2 = column + Math.min(2, last) * LANES;
    int c3 = column + last * LANES;
    long k0 = run.key(column);
    long k1 = run.key(c1) - k0;
    long k2 = run.key(c2) - k0;
    long k3 = run.key(c3) - k0;
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    for (int d = row * headSize; d < (row + 1) * headSize; d++) {
      FloatVector q = FloatVector.broadcast(SPECIES, query[d]);
      a0 = NativeFloats.load(k0).fma(q, a0);
      a1 = NativeFloats.load(k0 + k1).fma(q, a1);
      a2 = NativeFloats.load(k0 + k2).fma(q, a2);
      a3 = NativeFloats.load(k0 + k3).fma(q, a3);
      k0 += KeyValuePages.KEY_STRIDE;
    }
    a0.intoArray(scores, to + column);
    a1.intoArray(scores, to + c1);
    a2.intoArray(scores, to + c2);
    a3.intoArray(scores, to + c3);
  }

  /// Turns a row's scores into weights relative to its running maximum.
  private void soften(int row, int at, int limit, int keys) {
    int end = (keys + LANES - 1) / LANES * LANES;
    Arrays.fill(scores, at + limit, at + end, Float.NEGATIVE_INFINITY);
    float before = current.maximum[row];
    FloatVector largest = FloatVector.broadcast(SPECIES, before);
    for (int i = at; i < at + end; i += LANES) {
      largest = largest.max(FloatVector.fromArray(SPECIES, scores, i));
    }
    float max = largest.reduceLanes(VectorOperators.MAX);
    if (max == Float.NEGATIVE_INFINITY) {
      // None of these keys is for this row: no weight, where infinity less infinity is no number.
      Arrays.fill(scores, at, at + end, 0);
      return;
    }
    FloatVector total = FloatVector.zero(SPECIES);
    for (int i = at; i < at + end; i += LANES) {
      FloatVector weight = Exponential.twoTo(FloatVector.fromArray(SPECIES, scores, i).sub(max));
      weight.intoArray(scores, i);
      total = total.add(weight);
    }
    if (max != before) {
      float shrink = (float) Math.pow(2, before - max);
      current.scale(row, shrink);
      current.sum[row] *= shrink;
    }
    current.sum[row] += sumOfLanes(total);
    current.maximum[row] = max;
  }

  /// In an order of its own: that of `reduceLanes` is not specified.
  private float sumOfLanes(FloatVector vector) {
    vector.intoArray(lanes, 0);
    for (int width = LANES / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        lanes[i] += lanes[i + width];
      }
    }
    return lanes[0];
  }

  private void add(KeyRun run, int row, int live, int keys) {
    for (int d = 0; d < headSize; d += WIDE * LANES) {
      int last = Math.min(WIDE - 1, (headSize - 1 - d) / LANES);
      for (int i = 0; i + 1 < live; i += 2) {
        addTwo(run, row + i, i * KEYS, keys, d, last);
      }
      if (live % 2 == 1) {
        addOne(run, row + live - 1, (live - 1) * KEYS, keys, d, last);
      }
    }
  }

  /// Two rows by up to four vectors of dimensions; where fewer are there, the last stands in for
  /// the rest.
  private void addTwo(KeyRun run, int row, int from, int keys, int dim, int last) {
    int d1 = Math.min(1, last) * LANES;
    int d2 = Math.min(2, last) * LANES;
    int d3 = last * LANES;
    float[] output = current.output;
    int o0 = row * headSize + dim;
    int o1 = o0 + headSize;
    FloatVector a0 = FloatVector.fromArray(SPECIES, output, o0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, output, o0 + d1);
    FloatVector a2 = FloatVector.fromArray(SPECIES, output, o0 + d2);
    FloatVector a3 = FloatVector.fromArray(SPECIES, output, o0 + d3);
    FloatVector b0 = FloatVector.fromArray(SPECIES, output, o1);
    FloatVector b1 = FloatVector.fromArray(SPECIES, output, o1 + d1);
    FloatVector b2 = FloatVector.fromArray(SPECIES, output, o1 + d2);
    FloatVector b3 = FloatVector.fromArray(SPECIES, output, o1 + d3);
    long stride = (long) headSize * Float.BYTES;
    for (int column = 0; column < keys; ) {
      int end = Math.min(keys, run.blockEnd(column));
      long value = run.value(column) + (long) dim * Float.BYTES;
      for (int j = from + column; j < from + end; j++) {
        FloatVector x0 = NativeFloats.load(value);
        FloatVector x1 = NativeFloats.load(value + (long) d1 * Float.BYTES);
        FloatVector x2 = NativeFloats.load(value + (long) d2 * Float.BYTES);
        FloatVector x3 = NativeFloats.load(value + (long) d3 * Float.BYTES);
        FloatVector p = FloatVector.broadcast(SPECIES, scores[j]);
        a0 = x0.fma(p, a0);
        a1 = x1.fma(p, a1);
        a2 = x2.fma(p, a2);
        a3 = x3.fma(p, a3);
        p = FloatVector.broadcast(SPECIES, scores[KEYS + j]);
        b0 = x0.fma(p, b0);
        b1 = x1.fma(p, b1);
        b2 = x2.fma(p, b2);
        b3 = x3.fma(p, b3);
        value += stride;
      }
      column = end;
    }
    a0.intoArray(output, o0);
    a1.intoArray(output, o0 + d1);
    a2.intoArray(output, o0 + d2);
    a3.intoArray(output, o0 + d3);
    b0.intoArray(output, o1);
    b1.intoArray(output, o1 + d1);
    b2.intoArray(output, o1 + d2);
    b3.intoArray(output, o1 + d3);
  }

  /// As {@link #addTwo}, for one row.
  private void addOne(KeyRun run, int row, int from, int keys, int dim, int last) {
    int d1 = Math.min(1, last) * LANES;
    int d2 = Math.min(2, last) * LANES;
    int d3 = last * LANES;
    float[] output = current.output;
    int o0 = row * headSize + dim;
    FloatVector a0 = FloatVector.fromArray(SPECIES, output, o0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, output, o0 + d1);
    FloatVector a2 = FloatVector.fromArray(SPECIES, output, o0 + d2);
    FloatVector a3 = FloatVector.fromArray(SPECIES, output, o0 + d3);
    long stride = (long) headSize * Float.BYTES;
    for (int column = 0; column < keys; ) {
      int end = Math.min(keys, run.blockEnd(column));
      long value = run.value(column) + (long) dim * Float.BYTES;
      for (int j = from + column; j < from + end; j++) {
        FloatVector p = FloatVector.broadcast(SPECIES, scores[j]);
        a0 = NativeFloats.load(value).fma(p, a0);
        a1 = NativeFloats.load(value + (long) d1 * Float.BYTES).fma(p, a1);
        a2 = NativeFloats.load(value + (long) d2 * Float.BYTES).fma(p, a2);
        a3 = NativeFloats.load(value + (long) d3 * Float.BYTES).fma(p, a3);
        value += stride;
      }
      column = end;
    }
    a0.intoArray(output, o0);
    a1.intoArray(output, o0 + d1);
    a2.intoArray(output, o0 + d2);
    a3.intoArray(output, o0 + d3);
  }
}
