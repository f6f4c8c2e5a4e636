package fapo.genrm.onnx.graph;

import fapo.genrm.checkpoint.Checkpoint;

/// Element types of ONNX tensors, with the codes that `TensorProto.DataType` and the C API share.
public enum TensorType {
  FLOAT(1, 4),
  UINT8(2, 1),
  INT32(6, 4),
  INT64(7, 8),
  FLOAT16(10, 2),
  BFLOAT16(16, 2);

  private final int code;
  private final int size;

  TensorType(int code, int size) {
    this.code = code;
    this.size = size;
  }

  public int code() {
    return code;
  }

  /// In bytes.
  public int size() {
    return size;
  }

  static TensorType of(Checkpoint.ElementType type) {
    return switch (type) {
      case F32 -> FLOAT;
      case F16 -> FLOAT16;
      case BF16 -> BFLOAT16;
    };
  }
}
