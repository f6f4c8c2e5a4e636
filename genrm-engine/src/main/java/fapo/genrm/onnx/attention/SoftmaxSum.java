package fapo.genrm.onnx.attention;

import static fapo.genrm.onnx.attention.NativeFloats.LANES;
import static fapo.genrm.onnx.attention.NativeFloats.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Values of some keys, weighted by powers of two, row by row: what a softmax over more keys is put
/// together from.
///
/// Two of them over different keys add up to the one over both, so that threads can share the keys
/// of one row. In which order they are added shows in the last bits; whoever adds does it in the
/// order of the keys.
final class SoftmaxSum {
  private final int headSize;

  /// `[rows, headSize]`, of weights relative to the row's maximum.
  final float[] output;

  /// `[rows]`, of the scores; negative infinity where a row saw no key.
  final float[] maximum;

  /// `[rows]`, of the weights.
  final float[] sum;

  SoftmaxSum(int headSize, int rows) {
    this.headSize = headSize;
    this.output = new float[rows * headSize];
    this.maximum = new float[rows];
    this.sum = new float[rows];
  }

  /// Over no keys.
  void clear(int rows) {
    Arrays.fill(maximum, 0, rows, Float.NEGATIVE_INFINITY);
    Arrays.fill(sum, 0, rows, 0);
    Arrays.fill(output, 0, rows * headSize, 0);
  }

  /// Adds the one over the keys that follow. Every row here has seen a key.
  void add(SoftmaxSum next, int rows) {
    for (int row = 0; row < rows; row++) {
      if (next.maximum[row] != Float.NEGATIVE_INFINITY) {
        float max = Math.max(maximum[row], next.maximum[row]);
        float own = (float) Math.pow(2, maximum[row] - max);
        float other = (float) Math.pow(2, next.maximum[row] - max);
        maximum[row] = max;
        sum[row] = sum[row] * own + next.sum[row] * other;
        for (int i = row * headSize; i < (row + 1) * headSize; i += LANES) {
          FloatVector scaled = FloatVector.fromArray(SPECIES, next.output, i).mul(other);
          FloatVector.fromArray(SPECIES, output, i).mul(own).add(scaled).intoArray(output, i);
        }
      }
    }
  }

  /// Makes the weights of each row add up to 1.
  void normalise(int rows) {
    for (int row = 0; row < rows; row++) {
      scale(row, 1 / sum[row]);
    }
  }

  void scale(int row, float factor) {
    for (int i = row * headSize; i < (row + 1) * headSize; i += LANES) {
      FloatVector.fromArray(SPECIES, output, i).mul(factor).intoArray(output, i);
    }
  }
}
