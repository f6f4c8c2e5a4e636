package fapo.genrm.oracle;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.checkpoint.DecoderTensors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The values of one random tensor: a function of seed, name and place alone, so that any program
/// makes the same checkpoint. `golden_logits.py` has the same function.
///
/// ```
/// mix(z)   = splitmix64's finalizer (Steele, Lea and Flood 2014)
/// base     = mix(seed XOR fnv1a64(name))
/// k(i)     = mix(base + (i + 1) · 0x9E3779B97F4A7C15) >>> 40          in [0, 2²⁴)
/// value(i) = center + amplitude · (k(i) − 2²³) / 2²³                  in float32, then rounded
/// ```
///
/// | tensor | center | amplitude |
/// |---|---|---|
/// | matrix `[out, in]`, tables too | 0 | √(3/in): products keep their variance |
/// | bias | 0 | 0.5 |
/// | norm | 1 | 0.25 |
/// | last norm | 3 | 0.75: logits with a deviation near 3 |
final class RandomWeights {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final float HALF = 1 << 23;

  private final long base;
  private final float center;
  private final float amplitude;

  private RandomWeights(long base, float center, float amplitude) {
    this.base = base;
    this.center = center;
    this.amplitude = amplitude;
  }

  static RandomWeights of(long seed, String name, List<Long> shape) {
    long base = mix(seed ^ fnv1a64(name));
    if (name.equals(DecoderTensors.FINAL_NORM)) {
      return new RandomWeights(base, 3, 0.75f);
    }
    if (name.endsWith("norm.weight")) {
      return new RandomWeights(base, 1, 0.25f);
    }
    float amplitude = name.endsWith(".bias") ? 0.5f : (float) Math.sqrt(3.0 / shape.getLast());
    return new RandomWeights(base, 0, amplitude);
  }

  /// Token ids below the vocabulary, by the same function under the name `tokens`.
  static int[] tokens(long seed, int count, int vocabulary) {
    var stream = of(seed, "tokens", List.of(1L));
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = (int) (stream.bits(i) % vocabulary);
    }
    return tokens;
  }

  float value(long i) {
    return center + amplitude * ((bits(i) - HALF) / HALF);
  }

  /// Puts value `i` as an element of a type, rounded to the nearest, ties to even.
  void put(ByteBuffer out, ElementType type, long i) {
    float value = value(i);
    switch (type) {
      case F32 -> out.putFloat(value);
      case F16 -> out.putShort(Float.floatToFloat16(value));
      case BF16 -> out.putShort(bfloat16(value));
    }
  }

  private static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
  }

  private long bits(long i) {
    return mix(base + (i + 1) * GOLDEN) >>> 40;
  }

  private static long mix(long seed) {
    long z = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long fnv1a64(String name) {
    long hash = 0xCBF29CE484222325L;
    for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }
}
