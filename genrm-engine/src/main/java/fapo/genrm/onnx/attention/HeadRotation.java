package fapo.genrm.onnx.attention;

import fapo.genrm.onnx.graph.RotaryTable;
import org.jspecify.annotations.Nullable;

/// Head norm, where the model has one, and rotary embedding of one query or key head.
///
/// @param epsilon of the RMS norm
record HeadRotation(RotaryTable table, double epsilon) {

  /// Changes `head[at .. at + headSize)` in place.
  ///
  /// @param norm `[headSize]`, absent where heads have no norm
  /// @param scale what every element is multiplied by
  void apply(float[] head, int at, int position, float @Nullable [] norm, float scale) {
    int half = table.half();
    float factor = scale;
    if (norm != null) {
      factor *= inverseRms(head, at, 2 * half);
      for (int i = 0; i < 2 * half; i++) {
        head[at + i] *= norm[i];
      }
    }
    int row = position * half;
    for (int i = 0; i < half; i++) {
      float cos = table.cos()[row + i] * factor;
      float sin = table.sin()[row + i] * factor;
      float low = head[at + i];
      float high = head[at + half + i];
      head[at + i] = low * cos - high * sin;
      head[at + half + i] = high * cos + low * sin;
    }
  }

  private float inverseRms(float[] head, int at, int size) {
    float sum = 0;
    for (int i = at; i < at + size; i++) {
      sum += head[i] * head[i];
    }
    return (float) (1 / Math.sqrt(sum / (double) size + epsilon));
  }
}
