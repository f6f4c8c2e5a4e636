package fapo.genrm.onnx.graph;

/// How projections are quantised for the CPU: symmetric, rounded to nearest, one float32 scale per
/// {@link #BLOCK} weights of a row.
///
/// @param bits per weight: 4 or 8
/// @param quantizedActivations whether activations are rounded to int8 too, which is what makes the
///     products fast, and coarser
public record Quantization(int bits, boolean quantizedActivations) {
  /// How many weights share a scale.
  static final int BLOCK = 32;

  public Quantization {
    if (bits != 4 && bits != 8) {
      throw new IllegalArgumentException("bits: " + bits + " (expected: 4 or 8)");
    }
  }

  /// ONNX Runtime's code for how products are accumulated.
  long accuracyLevel() {
    return quantizedActivations ? 4 : 1;
  }

  /// Quantises a row: codes to `codes`, low half-byte first where two share a byte, scales to
  /// `scales`.
  ///
  /// The weight of the largest magnitude in a block becomes the lowest code exactly, so that the
  /// range of codes, which has one more below zero than above, is used in full.
  void row(float[] weights, byte[] codes, float[] scales) {
    int zero = 1 << (bits - 1);
    for (int block = 0; block < scales.length; block++) {
      float largest = largest(weights, block * BLOCK);
      float scale = largest == 0 ? 1 : largest / -zero;
      scales[block] = scale;
      for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
        int code = Math.clamp(Math.round(weights[i] / scale) + (long) zero, 0, 2 * zero - 1);
        put(codes, i, code);
      }
    }
  }

  private void put(byte[] codes, int index, int code) {
    if (bits == 8) {
      codes[index] = (byte) code;
    } else if (index % 2 == 0) {
      codes[index / 2] = (byte) code;
    } else {
      codes[index / 2] |= (byte) (code << 4);
    }
  }

  private static float largest(float[] weights, int from) {
    float largest = 0;
    for (int i = from; i < from + BLOCK; i++) {
      if (Math.abs(weights[i]) > Math.abs(largest)) {
        largest = weights[i];
      }
    }
    return largest;
  }
}
