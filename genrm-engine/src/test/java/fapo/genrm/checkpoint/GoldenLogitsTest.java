package fapo.genrm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.oracle.ReferenceDecoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The oracle against Hugging Face transformers. The logits have a deviation near 3; how far those
/// computed in a type may lie from float64's is {@link #tolerance}. Measured over all rows
/// (transformers 5.23.0, torch 2.15.0): 1.2e-5 in F32, 0.024 in F16, 0.162 in BF16.
class GoldenLogitsTest {
  @TempDir private Path folder;

  static List<GoldenLogits> rows() {
    return GoldenLogits.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void oracleAgreesWithTransformers(GoldenLogits golden) {
    try (var checkpoint = HuggingFaceCheckpoint.open(golden.write(folder))) {
      assertThat(checkpoint.weightsHash()).isEqualTo(golden.weightsHash());
      double[][] ours =
          new ReferenceDecoder(checkpoint).logitsAt(golden.tokens(), golden.positions());
      for (ElementType computed : List.of(ElementType.F32, golden.type())) {
        requireAgreement(ours, golden.logits(computed).orElseThrow(), tolerance(computed));
      }
    }
  }

  @Test
  void coverEveryFamilyAndType() {
    assertThat(rows()).extracting(GoldenLogits::type).contains(ElementType.values());
    assertThat(rows())
        .extracting(row -> row.name().replaceAll("-.*", ""))
        .contains("qwen3", "qwen2", "llama");
  }

  private static void requireAgreement(double[][] ours, double[][] theirs, double tolerance) {
    assertThat(theirs).hasDimensions(ours.length, ours[0].length);
    for (int i = 0; i < ours.length; i++) {
      assertThat(ours[i]).as("row %d", i).containsExactly(theirs[i], within(tolerance));
      if (gap(ours[i]) > tolerance) {
        assertThat(ReferenceDecoder.argMax(ours[i]))
            .as("row %d", i)
            .isEqualTo(ReferenceDecoder.argMax(theirs[i]));
      }
    }
  }

  private static double tolerance(ElementType computed) {
    return switch (computed) {
      case F32 -> 5e-5;
      case F16 -> 0.05;
      case BF16 -> 0.35;
    };
  }

  /// How far the largest is above the next.
  private static double gap(double[] logits) {
    double[] sorted = logits.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - 1] - sorted[sorted.length - 2];
  }
}
