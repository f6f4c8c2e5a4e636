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
/// or values that was loaded serves four rows. A row's result depends on its own sequence only, not
/// on the tile it is in.
final class AttentionWorker {
  private static final int KEYS = 128;
  private static final int QUAD = 4;

  private final int headSize;
  private final float[] query;
  private final float[] output;
  private final float[] scores = new float[QUAD * KEYS];
  private final float[] maximum;
  private final float[] sum;

  AttentionWorker(int headSize, int groupSize) {
    int rows = Tiles.TOKENS * groupSize;
    this.headSize = headSize;
    this.query = new float[rows * headSize];
    this.output = new float[rows * headSize];
    this.maximum = new float[rows];
    this.sum = new float[rows];
  }

  /// `[rows, headSize]`: the queries, rotated, and scaled by `log2(e) / √headSize`.
  float[] query() {
    return query;
  }

  /// `[rows, headSize]`, filled by {@link #attend}.
  float[] output() {
    return output;
  }

  /// @param rows `tile.tokens() * groupSize`
  void attend(KeyValuePages pages, int head, Tiles.Tile tile, int rows) {
    Arrays.fill(maximum, 0, rows, Float.NEGATIVE_INFINITY);
    Arrays.fill(sum, 0, rows, 0);
    Arrays.fill(output, 0, rows * headSize, 0);
    int groupSize = rows / tile.tokens();
    int visible = tile.position() + tile.tokens();
    for (int from = 0; from < visible; from += KEYS) {
      Run run = new Run(pages, head, tile.blocks(), from);
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
    for (int row = 0; row < rows; row++) {
      scale(row, 1 / sum[row]);
    }
  }

  private void score(Run run, int row, int live, int keys) {
    for (int column = 0; column < keys; column += 2 * LANES) {
      int second = column + LANES < keys ? column + LANES : column;
      score(run, row, live, column, second);
    }
  }

  /// Four rows by two vectors of keys; where fewer rows live, the last stands in for the rest.
  private void score(Run run, int row, int live, int firstColumn, int secondColumn) {
    long first = run.key(firstColumn);
    long second = run.key(secondColumn);
    long stride = run.pages().keyStride();
    int q0 = row * headSize;
    int q1 = (row + Math.min(1, live - 1)) * headSize;
    int q2 = (row + Math.min(2, live - 1)) * headSize;
    int q3 = (row + live - 1) * headSize;
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    for (int d = 0; d < headSize; d++) {
      FloatVector x = NativeFloats.load(first + d * stride);
      FloatVector y = NativeFloats.load(second + d * stride);
      FloatVector q = FloatVector.broadcast(SPECIES, query[q0 + d]);
      a0 = x.fma(q, a0);
      b0 = y.fma(q, b0);
      q = FloatVector.broadcast(SPECIES, query[q1 + d]);
      a1 = x.fma(q, a1);
      b1 = y.fma(q, b1);
      q = FloatVector.broadcast(SPECIES, query[q2 + d]);
      a2 = x.fma(q, a2);
      b2 = y.fma(q, b2);
      q = FloatVector.broadcast(SPECIES, query[q3 + d]);
      a3 = x.fma(q, a3);
      b3 = y.fma(q, b3);
    }
    a0.intoArray(scores, firstColumn);
    a1.intoArray(scores, KEYS + firstColumn);
    a2.intoArray(scores, 2 * KEYS + firstColumn);
    a3.intoArray(scores, 3 * KEYS + firstColumn);
    b0.intoArray(scores, secondColumn);
    b1.intoArray(scores, KEYS + secondColumn);
    b2.intoArray(scores, 2 * KEYS + secondColumn);
    b3.intoArray(scores, 3 * KEYS + secondColumn);
  }

  /// Turns a row's scores into weights relative to its running maximum.
  private void soften(int row, int at, int limit, int keys) {
    int end = (keys + LANES - 1) / LANES * LANES;
    Arrays.fill(scores, at + limit, at + end, Float.NEGATIVE_INFINITY);
    FloatVector largest = FloatVector.broadcast(SPECIES, maximum[row]);
    for (int i = at; i < at + end; i += LANES) {
      largest = largest.max(FloatVector.fromArray(SPECIES, scores, i));
    }
    float max = largest.reduceLanes(VectorOperators.MAX);
    FloatVector total = FloatVector.zero(SPECIES);
    for (int i = at; i < at + end; i += LANES) {
      FloatVector weight = Exponential.twoTo(FloatVector.fromArray(SPECIES, scores, i).sub(max));
      weight.intoArray(scores, i);
      total = total.add(weight);
    }
    float shrink = (float) Math.pow(2, maximum[row] - max);
    if (shrink != 1) {
      scale(row, shrink);
    }
    sum[row] = sum[row] * shrink + total.reduceLanes(VectorOperators.ADD);
    maximum[row] = max;
  }

  private void scale(int row, float factor) {
    for (int i = row * headSize; i < (row + 1) * headSize; i += LANES) {
      FloatVector.fromArray(SPECIES, output, i).mul(factor).intoArray(output, i);
    }
  }

  private void add(Run run, int row, int live, int keys) {
    for (int d = 0; d < headSize; d += 2 * LANES) {
      add(run, row, live, keys, d, d + LANES < headSize ? d + LANES : d);
    }
  }

  /// Four rows by two vectors of dimensions; where fewer rows live, the last stands in for the
  /// rest.
  private void add(Run run, int row, int live, int keys, int firstDim, int secondDim) {
    int s1 = Math.min(1, live - 1);
    int s2 = Math.min(2, live - 1);
    int s3 = live - 1;
    int o0 = row * headSize;
    int o1 = (row + s1) * headSize;
    int o2 = (row + s2) * headSize;
    int o3 = (row + s3) * headSize;
    FloatVector a0 = FloatVector.fromArray(SPECIES, output, o0 + firstDim);
    FloatVector a1 = FloatVector.fromArray(SPECIES, output, o1 + firstDim);
    FloatVector a2 = FloatVector.fromArray(SPECIES, output, o2 + firstDim);
    FloatVector a3 = FloatVector.fromArray(SPECIES, output, o3 + firstDim);
    FloatVector b0 = FloatVector.fromArray(SPECIES, output, o0 + secondDim);
    FloatVector b1 = FloatVector.fromArray(SPECIES, output, o1 + secondDim);
    FloatVector b2 = FloatVector.fromArray(SPECIES, output, o2 + secondDim);
    FloatVector b3 = FloatVector.fromArray(SPECIES, output, o3 + secondDim);
    long stride = (long) headSize * Float.BYTES;
    long apart = (long) (secondDim - firstDim) * Float.BYTES;
    int blockSize = run.pages().blockSize();
    for (int column = 0; column < keys; ) {
      int end = Math.min(keys, column + blockSize - (run.from() + column) % blockSize);
      long value = run.value(column) + (long) firstDim * Float.BYTES;
      for (int j = column; j < end; j++) {
        FloatVector x = NativeFloats.load(value);
        FloatVector y = NativeFloats.load(value + apart);
        value += stride;
        FloatVector p = FloatVector.broadcast(SPECIES, scores[j]);
        a0 = x.fma(p, a0);
        b0 = y.fma(p, b0);
        p = FloatVector.broadcast(SPECIES, scores[s1 * KEYS + j]);
        a1 = x.fma(p, a1);
        b1 = y.fma(p, b1);
        p = FloatVector.broadcast(SPECIES, scores[s2 * KEYS + j]);
        a2 = x.fma(p, a2);
        b2 = y.fma(p, b2);
        p = FloatVector.broadcast(SPECIES, scores[s3 * KEYS + j]);
        a3 = x.fma(p, a3);
        b3 = y.fma(p, b3);
      }
      column = end;
    }
    a0.intoArray(output, o0 + firstDim);
    a1.intoArray(output, o1 + firstDim);
    a2.intoArray(output, o2 + firstDim);
    a3.intoArray(output, o3 + firstDim);
    b0.intoArray(output, o0 + secondDim);
    b1.intoArray(output, o1 + secondDim);
    b2.intoArray(output, o2 + secondDim);
    b3.intoArray(output, o3 + secondDim);
  }

  /// A run of at most {@link #KEYS} keys of one sequence.
  ///
  /// @param from position of the first
  @SuppressWarnings("ArrayRecordComponent") // read in place
  private record Run(KeyValuePages pages, int head, int[] blocks, int from) {
    long key(int column) {
      int position = from + column;
      int blockSize = pages.blockSize();
      return pages.key(blocks[position / blockSize], head, position % blockSize);
    }

    long value(int column) {
      int position = from + column;
      int blockSize = pages.blockSize();
      return pages.value(blocks[position / blockSize], head, position % blockSize);
    }
  }
}
