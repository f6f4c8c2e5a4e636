package fapo.reward.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CritiqueRewardTest {
  static List<GoldenRows.Row> goldenRows() {
    return GoldenRows.of("critique-rewards.tsv");
  }

  @ParameterizedTest
  @MethodSource("goldenRows")
  void agreesWithGoldenRow(GoldenRows.Row row) {
    CritiqueReward reward =
        CritiqueReward.of(
            row.get("completion"),
            Integer.parseInt(row.get("label")),
            Integer.parseInt(row.get("steps")));

    double outcome = Double.parseDouble(row.get("outcome"));
    double process = Double.parseDouble(row.get("process"));
    OptionalInt prediction =
        row.get("prediction").isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(row.get("prediction")));
    assertThat(reward)
        .isEqualTo(new CritiqueReward(outcome + process, outcome, process, prediction));
  }

  /// `R_process = −|t̂ − t*|/n`, by hand.
  @Test
  void processIsTheDistanceAsAShareOfTheSteps() {
    assertThat(CritiqueReward.of(OptionalInt.of(0), 0, 3).process()).isZero();
    assertThat(CritiqueReward.of(OptionalInt.of(1), 4, 5).process()).isEqualTo(-0.6);
    assertThat(CritiqueReward.of(OptionalInt.of(4), 1, 5).reward()).isEqualTo(0.4);
  }

  @Test
  void staysWithinItsRangeForEveryPrediction() {
    for (int steps = 1; steps <= 12; steps++) {
      for (int label = -1; label < steps; label++) {
        for (int predicted = -3; predicted <= steps + 1; predicted++) {
          CritiqueReward reward = CritiqueReward.of(OptionalInt.of(predicted), label, steps);
          boolean bothFlawed = label >= 0 && reward.prediction().orElse(-1) >= 0;
          assertThat(reward.reward()).isBetween(bothFlawed ? Double.MIN_VALUE : -1, 1.0);
          assertThat(reward.reward()).isEqualTo(reward.outcome() + reward.process());
        }
      }
    }
  }

  @Test
  void refusesLabelsThatNameNoStep() {
    assertThatThrownBy(() -> CritiqueReward.of(OptionalInt.of(1), 5, 5))
        .hasMessage("label: 5 (expected: in [-1, 5))");
    assertThatThrownBy(() -> CritiqueReward.of(OptionalInt.of(1), -2, 5))
        .hasMessage("label: -2 (expected: in [-1, 5))");
    assertThatThrownBy(() -> CritiqueReward.of(OptionalInt.of(1), -1, 0))
        .hasMessage("step_count: 0 (expected: > 0)");
  }

  @Test
  void readsEveryText() {
    String alphabet = "\\boxed{}-+0129 \n\u0000\ud800\u0663";
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int pieces = random.nextInt(12);
      for (int i = 0; i < pieces; i++) {
        text.append(
            random.nextInt(3) == 0
                ? "\\boxed{"
                : String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
      }
      assertThatCode(() -> CritiqueReading.index(text.toString()))
          .as("seed 5, round %d", round)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void readsMegabytesOfBracesInLinearTime() {
    assertThat(CritiqueReading.index("\\boxed{".repeat(1_000_000))).isEmpty();
    assertThat(CritiqueReading.index("\\boxed{" + "{".repeat(4_000_000))).isEmpty();
    assertThat(CritiqueReading.index("\\boxed{" + "1".repeat(4_000_000) + "}"))
        .hasValue(Integer.MAX_VALUE);
  }
}
