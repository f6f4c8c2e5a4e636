package fapo.genrm.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepPlan.Slice;
import fapo.genrm.engine.StepResult;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Steps and what they must come to.
final class Plans {
  private Plans() {}

  static StepPlan of(Slice... slices) {
    return new StepPlan(List.of(slices));
  }

  /// The tokens of `sequence` from `past` up to `end`, with the logits of the last one.
  static Slice slice(int[] sequence, int past, int end, int... blocks) {
    return new Slice(
        Arrays.hashCode(sequence), Arrays.copyOfRange(sequence, past, end), past, blocks, 1);
  }

  static int[] tokens(long seed, int length, int vocabulary) {
    return new SplittableRandom(seed).ints(length, 0, vocabulary).toArray();
  }

  static int[] joined(int[] first, int... second) {
    int[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// Row of a result of a model with all of its vocabulary as candidates, by token.
  static float[] logits(StepResult result, int row) {
    float[] logits = new float[result.width()];
    for (int i = 0; i < result.width(); i++) {
      logits[result.ids()[row * result.width() + i]] = result.logits()[row * result.width() + i];
    }
    return logits;
  }

  static void assertLogits(StepResult result, int row, double[] expected, double tolerance) {
    float[] actual = logits(result, row);
    double sum = 0;
    for (int token = 0; token < expected.length; token++) {
      assertThat((double) actual[token])
          .as("row %d, token %d", row, token)
          .isCloseTo(expected[token], within(tolerance));
      sum += Math.exp(expected[token]);
    }
    assertThat((double) result.logSumExp()[row]).isCloseTo(Math.log(sum), within(tolerance));
  }
}
