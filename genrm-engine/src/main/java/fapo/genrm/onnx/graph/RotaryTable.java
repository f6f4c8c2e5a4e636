package fapo.genrm.onnx.graph;

import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;

/// Cosines and sines of the rotary position embedding.
///
/// Entry `p * half + i` belongs to position `p` and frequency `i`, whose unscaled value is
/// `theta^(−2i/headSize)`. Angles are rounded to float32 before the cosine, as transformers does;
/// at position 32,768 that is up to 0.002 rad away from the exact angle, and what models were
/// trained with.
///
/// @param half number of frequencies: half of the head size
/// @param cos `[positions, half]`
/// @param sin `[positions, half]`
@SuppressWarnings("ArrayRecordComponent") // read in place by every attention layer
public record RotaryTable(int half, float[] cos, float[] sin) {

  /// @param positions how many rows the table has
  public static RotaryTable of(DecoderSpec spec, int positions) {
    float[] frequencies = frequencies(spec);
    int half = frequencies.length;
    float[] cos = new float[Math.multiplyExact(positions, half)];
    float[] sin = new float[cos.length];
    for (int entry = 0; entry < cos.length; entry++) {
      int position = entry / half;
      float angle = position * frequencies[entry % half];
      cos[entry] = (float) Math.cos(angle);
      sin[entry] = (float) Math.sin(angle);
    }
    return new RotaryTable(half, cos, sin);
  }

  private static float[] frequencies(DecoderSpec spec) {
    float[] frequencies = new float[spec.headSize() / 2];
    for (int i = 0; i < frequencies.length; i++) {
      double plain = Math.pow(spec.rope().theta(), -2.0 * i / spec.headSize());
      frequencies[i] = (float) scaled(plain, spec.rope().scaling());
    }
    return frequencies;
  }

  private static double scaled(double frequency, Scaling scaling) {
    return switch (scaling) {
      case Scaling.None() -> frequency;
      case Scaling.Linear(double factor) -> frequency / factor;
      case Scaling.Llama3 llama -> scaled(frequency, llama);
    };
  }

  /// Between the two bands the frequency is a weighted mean of the slowed and the plain one.
  private static double scaled(double frequency, Scaling.Llama3 scaling) {
    double turns = scaling.originalContext() * frequency / (2 * Math.PI);
    double share = (turns - scaling.low()) / (scaling.high() - scaling.low());
    double plain = Math.clamp(share, 0.0, 1.0);
    return plain * frequency + (1 - plain) * frequency / scaling.factor();
  }
}
