package fapo.genrm.oracle;

import fapo.genrm.checkpoint.Checkpoint;
import fapo.genrm.checkpoint.Checkpoint.ElementType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/// A matrix as the checkpoint stores it. Every element type is exact in float32.
///
/// @param columns of each row
/// @param values `[rows * columns]`
@SuppressWarnings("ArrayRecordComponent") // read in place; compared by no one
record Table(int columns, float[] values) {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort HALF =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static Table read(Checkpoint checkpoint, String name) {
    var tensor = checkpoint.tensor(name);
    MemorySegment bytes = checkpoint.bytes(tensor);
    float[] values = new float[(int) (tensor.length() / tensor.type().size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(bytes, tensor.type(), (long) i * tensor.type().size());
    }
    return new Table(tensor.shape().getLast().intValue(), values);
  }

  static double[] vector(Checkpoint checkpoint, String name) {
    return read(checkpoint, name).row(0);
  }

  static Optional<double[]> vectorIfAny(Checkpoint checkpoint, String name) {
    return checkpoint.tensorNames().contains(name)
        ? Optional.of(vector(checkpoint, name))
        : Optional.empty();
  }

  double[] row(int row) {
    double[] copy = new double[columns];
    for (int i = 0; i < columns; i++) {
      copy[i] = values[row * columns + i];
    }
    return copy;
  }

  /// `[rows]`: each row's product with `x`.
  double[] times(double[] x) {
    double[] y = new double[values.length / columns];
    for (int row = 0; row < y.length; row++) {
      double sum = 0;
      for (int i = 0; i < columns; i++) {
        sum += values[row * columns + i] * x[i];
      }
      y[row] = sum;
    }
    return y;
  }

  private static float value(MemorySegment bytes, ElementType type, long offset) {
    return switch (type) {
      case F32 -> bytes.get(FLOAT, offset);
      case F16 -> Float.float16ToFloat(bytes.get(HALF, offset));
      case BF16 -> Float.intBitsToFloat(bytes.get(HALF, offset) << 16);
    };
  }
}
