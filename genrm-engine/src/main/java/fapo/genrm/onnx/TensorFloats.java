package fapo.genrm.onnx;

import fapo.genrm.checkpoint.Checkpoint;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Reads small tensors as float32; exact, since every type of a checkpoint is a part of it.
final class TensorFloats {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private TensorFloats() {}

  static float[] read(Checkpoint checkpoint, String name) {
    Checkpoint.Tensor tensor = checkpoint.tensor(name);
    MemorySegment bytes = checkpoint.bytes(tensor);
    int size = tensor.type().size();
    float[] floats = new float[Math.toIntExact(tensor.length() / size)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = element(tensor.type(), bytes, (long) i * size);
    }
    return floats;
  }

  private static float element(Checkpoint.ElementType type, MemorySegment bytes, long offset) {
    return switch (type) {
      case F32 -> bytes.get(FLOAT, offset);
      case F16 -> Float.float16ToFloat(bytes.get(SHORT, offset));
      case BF16 -> Float.intBitsToFloat(bytes.get(SHORT, offset) << Short.SIZE);
    };
  }
}
