package fapo.genrm.oracle;

import fapo.genrm.checkpoint.DecoderSpec.Rope;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;

/// Rotates the halves of each head against each other by `position · frequency(i)`.
final class RotaryEmbedding {
  /// `[headSize / 2]`, radians per position
  private final double[] frequencies;

  RotaryEmbedding(Rope rope, int headSize) {
    frequencies = new double[headSize / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = scaled(Math.pow(rope.theta(), -2.0 * i / headSize), rope.scaling());
    }
  }

  /// Rotates each head of a row of heads, in place.
  void rotate(double[] heads, int position) {
    int half = frequencies.length;
    for (int head = 0; head < heads.length; head += 2 * half) {
      for (int i = 0; i < half; i++) {
        double cosine = Math.cos(position * frequencies[i]);
        double sine = Math.sin(position * frequencies[i]);
        double a = heads[head + i];
        double b = heads[head + half + i];
        heads[head + i] = a * cosine - b * sine;
        heads[head + half + i] = b * cosine + a * sine;
      }
    }
  }

  static double scaled(double frequency, Scaling scaling) {
    return switch (scaling) {
      case Scaling.None() -> frequency;
      case Scaling.Linear(double factor) -> frequency / factor;
      case Scaling.Llama3 llama3 -> scaled(frequency, llama3);
    };
  }

  /// Waves shorter than `original / high` stay, those longer than `original / low` are slowed by
  /// the factor; between them the share that stays grows in a straight line with how many waves
  /// the original context holds.
  private static double scaled(double frequency, Scaling.Llama3 scaling) {
    double waves = scaling.originalContext() * frequency / (2 * Math.PI);
    double kept = (waves - scaling.low()) / (scaling.high() - scaling.low());
    double share = Math.clamp(kept, 0, 1);
    return frequency * share + frequency / scaling.factor() * (1 - share);
  }
}
