package fapo.genrm.onnx;

import fapo.genrm.checkpoint.DecoderSpec;
import fapo.genrm.checkpoint.DecoderSpec.Architecture;
import fapo.genrm.checkpoint.DecoderSpec.Rope;
import fapo.genrm.checkpoint.DecoderSpec.Scaling;

/// Shapes small enough for the plain reference, one for each thing that shapes can differ in.
final class TinyModels {
  /// Qwen3's: head norms, tied, two query heads per key head.
  static final DecoderSpec QWEN3 =
      new DecoderSpec(
          Architecture.QWEN3, 97, 48, 80, 2, 4, 2, 16, 256, 1e-6, rope(), true, false, true);

  /// Qwen2's: biases, its own output projection, three query heads per key head.
  static final DecoderSpec QWEN2 =
      new DecoderSpec(
          Architecture.QWEN2, 89, 64, 96, 2, 3, 1, 32, 256, 1e-5, rope(), false, true, false);

  /// Llama's: no sharing of heads, an odd number of vectors in a head, Llama 3.1's frequencies.
  static final DecoderSpec LLAMA =
      new DecoderSpec(
          Architecture.LLAMA,
          101,
          56,
          72,
          3,
          2,
          2,
          48,
          256,
          1e-5,
          new Rope(500_000, new Scaling.Llama3(8, 1, 4, 64)),
          false,
          false,
          false);

  /// Many query heads per key head, and slowed positions.
  static final DecoderSpec WIDE_GROUP =
      new DecoderSpec(
          Architecture.QWEN3,
          61,
          40,
          64,
          1,
          7,
          1,
          64,
          256,
          1e-6,
          new Rope(10_000, new Scaling.Linear(2)),
          true,
          false,
          true);

  /// One key head, and room for contexts of several parts.
  static final DecoderSpec LONG =
      new DecoderSpec(
          Architecture.QWEN3, 53, 32, 48, 2, 3, 1, 32, 1280, 1e-6, rope(), true, false, true);

  private TinyModels() {}

  private static Rope rope() {
    return new Rope(1e6, new Scaling.None());
  }
}
