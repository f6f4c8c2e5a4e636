package fapo.evaluation.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static double share(long[] counts) {
    return (double) counts[1] / (counts[0] + counts[1]);
  }

  @Test
  void givesTheSameIntervalToTheSameSeed() {
    long[] cells = {37, 63};
    Resampling resampling = new Resampling(11, 500);
    assertThat(resampling.intervals(cells, List.of(StatisticsTest::share)))
        .isEqualTo(resampling.intervals(cells, List.of(StatisticsTest::share)));
    assertThat(new Resampling(12, 500).intervals(cells, List.of(StatisticsTest::share)))
        .isNotEqualTo(resampling.intervals(cells, List.of(StatisticsTest::share)));
  }

  /// 63 of 100: the normal approximation gives 0.63 ± 1.96 · √(0.63 · 0.37 / 100) = 0.63 ± 0.0946.
  @Test
  void agreesWithTheNormalApproximationOnAShare() {
    Interval interval =
        new Resampling(1, 20_000)
            .intervals(new long[] {37, 63}, List.of(StatisticsTest::share))
            .getFirst()
            .get();
    assertThat(interval.low()).isCloseTo(0.5354, within(0.011));
    assertThat(interval.high()).isCloseTo(0.7246, within(0.011));
  }

  @Test
  void hasNoIntervalWhereMostReplicatesHaveNoValue() {
    ToDoubleFunction<long[]> never = _ -> Double.NaN;
    assertThat(Resampling.DEFAULT.intervals(new long[] {1, 1}, List.of(never)))
        .containsExactly(Optional.empty());
  }

  /// Wilson 1927 as tabled by R's `prop.test(10, 20, correct = FALSE)`: 0.2993 to 0.7007. None of
  /// 10:
  /// `z² / (n + z²)` = 3.8415 / 13.8415 = 0.2775.
  @Test
  void givesWilsonsInterval() {
    Interval half = new Proportion(10, 20).wilson().orElseThrow();
    assertThat(half.low()).isCloseTo(0.2993, within(5e-5));
    assertThat(half.high()).isCloseTo(0.7007, within(5e-5));
    Interval none = new Proportion(0, 10).wilson().orElseThrow();
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.2775, within(5e-5));
    assertThat(new Proportion(0, 0).wilson()).isEmpty();
    assertThatThrownBy(() -> new Proportion(2, 1)).hasMessageContaining("expected: 0 to 1");
  }

  /// 1 against 7: 2 · (C(8,0) + C(8,1)) / 2⁸ = 18 / 256.
  @Test
  void testsPairsExactly() {
    assertThat(new McNemar(5, 1, 7, 5).p()).isCloseTo(18.0 / 256, within(1e-12));
    assertThat(new McNemar(5, 7, 1, 5).p()).isCloseTo(18.0 / 256, within(1e-12));
    assertThat(new McNemar(5, 0, 0, 5).p()).isEqualTo(1);
    assertThat(new McNemar(5, 4, 4, 5).p()).isEqualTo(1);
    assertThat(new McNemar(0, 2000, 2000, 0).p()).isEqualTo(1);
    // normal approximation: z = (|1900 − 2100| − 1) / √4000 = 3.1465, p = 0.00165
    assertThat(new McNemar(0, 1900, 2100, 0).p()).isCloseTo(0.00165, within(2e-5));
  }

  @Test
  void countsTiesAsHalfInTheRanking() {
    double[] positive = {0.9, 0.5};
    double[] negative = {0.5, 0.1};
    assertThat(Ranking.auroc(positive, negative)).contains(0.875); // 2 + 0.5 + 1 of 4
    assertThat(Ranking.auroc(positive, new double[0])).isEmpty();
  }

  /// NumPy: `quantile([1, 2, 4, 8], 0.95)` = 4 + 0.85 · 4 = 7.4.
  @Test
  void interpolatesQuantiles() {
    double[] sorted = {1, 2, 4, 8};
    assertThat(Quantiles.of(sorted, 0.95)).isCloseTo(7.4, within(1e-12));
    assertThat(Quantiles.of(sorted, 0)).isEqualTo(1);
    assertThat(Quantiles.of(sorted, 1)).isEqualTo(8);
  }
}
