package fapo.genrm.onnx.graph;

import fapo.genrm.checkpoint.Checkpoint;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Reads tensors as float32; exact, since every type of a checkpoint is a part of it.
public final class TensorFloats {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private TensorFloats() {}

  /// All elements of a tensor, row by row.
  ///
  /// @throws IllegalArgumentException where there is no such tensor
  public static float[] read(Checkpoint checkpoint, String name) {
    Checkpoint.Tensor tensor = checkpoint.tensor(name);
    float[] floats = new float[Math.toIntExact(tensor.length() / tensor.type().size())];
    read(tensor.type(), checkpoint.bytes(tensor), 0, floats);
    return floats;
  }

  /// Fills `to` with the elements of `bytes` from element `from` on.
  static void read(Checkpoint.ElementType type, MemorySegment bytes, long from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = element(type, bytes, (from + i) * type.size());
    }
  }

  private static float element(Checkpoint.ElementType type, MemorySegment bytes, long offset) {
    return switch (type) {
      case F32 -> bytes.get(FLOAT, offset);
      case F16 -> Float.float16ToFloat(bytes.get(SHORT, offset));
      case BF16 -> Float.intBitsToFloat(bytes.get(SHORT, offset) << Short.SIZE);
    };
  }
}
