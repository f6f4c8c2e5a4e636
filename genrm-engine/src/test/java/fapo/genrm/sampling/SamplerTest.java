package fapo.genrm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fapo.genrm.engine.StepResult;
import fapo.genrm.sampling.Sampler.Draw;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private static final int DRAWS = 20_000;
  private final Sampler sampler = new Sampler();

  private static SamplingParameters at(
      double temperature, int topK, double topP, double minP, long seed) {
    return new SamplingParameters(temperature, topK, topP, minP, seed);
  }

  private Drawn draw(StepResult row, SamplingParameters parameters, long position) {
    return sampler.sample(row, List.of(new Draw(parameters, position))).getFirst();
  }

  private int token(StepResult row, SamplingParameters parameters, long position) {
    return ((Drawn.Token) draw(row, parameters, position)).id();
  }

  private Map<Integer, Integer> counts(StepResult row, SamplingParameters parameters) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < DRAWS; i++) {
      counts.merge(token(row, parameters, i), 1, Integer::sum);
    }
    return counts;
  }

  /// Chi-square against the exact distribution; 0.999 quantile by Wilson and Hilferty.
  private static void assertDrawnFrom(Map<Integer, Integer> counts, double... expected) {
    double statistic = 0;
    int cells = 0;
    for (int id = 0; id < expected.length; id++) {
      int seen = counts.getOrDefault(id, 0);
      if (expected[id] == 0) {
        assertThat(seen).as("draws of token %d", id).isZero();
      } else {
        statistic += Math.pow(seen - DRAWS * expected[id], 2) / (DRAWS * expected[id]);
        cells++;
      }
    }
    double freedom = cells - 1.0;
    double spread = 2 / (9 * freedom);
    double quantile = freedom * Math.pow(1 - spread + 3.0902 * Math.sqrt(spread), 3);
    assertThat(statistic).as("chi-square of %s", counts).isLessThan(quantile);
  }

  @Test
  void drawsInProportionAtTemperatureOne() {
    double[] p = {0.05, 0.4, 0.25, 0.2, 0.1};
    assertDrawnFrom(counts(Rows.of(p), at(1, 0, 1, 0, 7)), p);
  }

  /// `p_i^(1/T) / Σ`.
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 1.5, 2})
  void tempersTheDistribution(double temperature) {
    double[] p = {0.5, 0.25, 0.15, 0.1};
    double[] tempered = new double[p.length];
    double sum = 0;
    for (double each : p) {
      sum += Math.pow(each, 1 / temperature);
    }
    for (int i = 0; i < p.length; i++) {
      tempered[i] = Math.pow(p[i], 1 / temperature) / sum;
    }
    assertDrawnFrom(counts(Rows.of(p), at(temperature, 0, 1, 0, 8)), tempered);
  }

  @Test
  void drawsOnlyFromTheTopK() {
    double[] p = {0.1, 0.4, 0.3, 0.2};
    assertDrawnFrom(counts(Rows.of(p), at(1, 2, 1, 0, 9)), 0, 4 / 7.0, 3 / 7.0, 0);
  }

  @Test
  void drawsOnlyFromTheNucleus() {
    double[] p = {0.1, 0.4, 0.3, 0.2};
    assertDrawnFrom(counts(Rows.of(p), at(1, 0, 0.65, 0, 10)), 0, 4 / 7.0, 3 / 7.0, 0);
  }

  @Test
  void dropsWhatIsLessLikelyThanAShareOfTheBest() {
    double[] p = {0.1, 0.4, 0.3, 0.2};
    assertDrawnFrom(counts(Rows.of(p), at(1, 0, 1, 0.6, 11)), 0, 4 / 7.0, 3 / 7.0, 0);
  }

  /// Of the candidates alone the first two would hold 0.7 / 0.8 > 0.75; of the whole it takes all
  /// three.
  @Test
  void measuresTheNucleusOnTheWholeVocabulary() {
    double[] p = {0.4, 0.3, 0.1, 0.08, 0.06, 0.06};
    assertDrawnFrom(counts(Rows.top(3, p), at(1, 0, 0.75, 0, 12)), 0.5, 0.375, 0.125, 0, 0, 0);
  }

  @Test
  void keepsAllCandidatesWhereTheNucleusIsWider() {
    double[] p = {0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1};
    assertDrawnFrom(counts(Rows.top(2, p), at(1, 0, 0.95, 0, 13)), 0.6, 0.4, 0, 0, 0, 0, 0);
  }

  /// Whatever the true nucleus of the whole vocabulary holds can be drawn, below temperature 1.
  @Test
  void neverNarrowsTheNucleusBelowTemperatureOne() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      double[] p = Rows.random(random, 40);
      double temperature = 0.3 + 0.7 * random.nextDouble();
      double topP = 0.3 + 0.65 * random.nextDouble();
      StepResult known = Rows.top(12, p);
      int nucleus = Math.min(12, trueNucleus(p, temperature, topP));
      List<Integer> drawn = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        drawn.add(token(known, at(temperature, 0, topP, 0, round), i));
      }
      int last = known.ids()[nucleus - 1];
      double share = Math.pow(p[last], 1 / temperature) / sumTempered(p, temperature);
      if (share > 0.05) {
        assertThat(drawn).as("round %d", round).contains(last);
      }
    }
  }

  private static double sumTempered(double[] p, double temperature) {
    double sum = 0;
    for (double each : p) {
      sum += Math.pow(each, 1 / temperature);
    }
    return sum;
  }

  private static int trueNucleus(double[] p, double temperature, double topP) {
    double sum = sumTempered(p, temperature);
    double[] sorted = p.clone();
    java.util.Arrays.sort(sorted);
    double held = 0;
    for (int count = 1; count <= p.length; count++) {
      held += Math.pow(sorted[p.length - count], 1 / temperature) / sum;
      if (held >= topP) {
        return count;
      }
    }
    return p.length;
  }

  /// A short list of candidates gives what the whole vocabulary gives, wherever the top k decides.
  @Test
  void needsNoMoreCandidatesThanTheTopK() {
    Random random = new Random(6);
    for (int round = 0; round < 100; round++) {
      double[] p = Rows.random(random, 50);
      SamplingParameters parameters = at(0.8, 5, 1, 0.01, round);
      for (int i = 0; i < 20; i++) {
        assertThat(token(Rows.top(5, p), parameters, i))
            .isEqualTo(token(Rows.of(p), parameters, i));
      }
    }
  }

  @Test
  void takesTheLikeliestAtTemperatureZero() {
    StepResult row = Rows.of(0.2, 0.5, 0.3);
    assertThat(token(row, at(0, 1, 0.1, 0.5, 3), 0)).isEqualTo(1);
    assertThat(token(row, at(1e-300, 0, 1, 0, 3), 5)).isEqualTo(1);
  }

  @Test
  void takesTheLowestIdOfEquals() {
    StepResult row =
        new StepResult(4, new int[] {9, 4, 7, 2}, new float[] {1, 1, 1, 0}, new float[] {2.2f});
    assertThat(token(row, SamplingParameters.GREEDY, 0)).isEqualTo(4);
    Map<Integer, Integer> counts = counts(row, at(1, 2, 1, 0, 1));
    assertThat(counts.keySet()).containsExactly(4, 7);
  }

  @Test
  void orderOfEqualsInTheRowMakesNoDifference() {
    StepResult one =
        new StepResult(3, new int[] {9, 4, 7}, new float[] {1, 1, 1}, new float[] {2.2f});
    StepResult other =
        new StepResult(3, new int[] {4, 7, 9}, new float[] {1, 1, 1}, new float[] {2.2f});
    for (int i = 0; i < 100; i++) {
      assertThat(token(one, at(1, 0, 0.9, 0, 4), i))
          .isEqualTo(token(other, at(1, 0, 0.9, 0, 4), i));
    }
  }

  @Test
  void givesTheProbabilityBeforeTemperature() {
    Drawn drawn = draw(Rows.top(2, 0.5, 0.25, 0.25), at(0.3, 1, 1, 0, 1), 0);
    assertThat(((Drawn.Token) drawn).logProbability()).isCloseTo(Math.log(0.5), within(1e-6));
  }

  /// Alone, and in batches of any company, at any place of the batch.
  @Test
  void neighboursMakeNoDifference() {
    Random random = new Random(17);
    for (int round = 0; round < 100; round++) {
      List<StepResult> rows = new ArrayList<>();
      List<Draw> draws = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        rows.add(Rows.top(8, Rows.random(random, 30)));
        draws.add(
            new Draw(
                at(i % 3 * 0.6, i % 4, 0.5 + 0.5 * random.nextDouble(), 0.1 * (i % 2), i),
                random.nextInt(1000)));
      }
      List<Drawn> alone = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        alone.add(new Sampler().sample(rows.get(i), List.of(draws.get(i))).getFirst());
      }
      assertThat(sampler.sample(Rows.stack(rows), draws)).isEqualTo(alone);
      Collections.reverse(rows);
      Collections.reverse(draws);
      assertThat(sampler.sample(Rows.stack(rows), draws)).isEqualTo(alone.reversed());
    }
  }

  @Test
  void seedAndPositionBothMatter() {
    StepResult row = Rows.of(0.25, 0.25, 0.25, 0.25);
    StringBuilder one = new StringBuilder();
    StringBuilder shifted = new StringBuilder();
    StringBuilder other = new StringBuilder();
    for (int i = 0; i < 64; i++) {
      one.append(token(row, at(1, 0, 1, 0, 1), i));
      shifted.append(token(row, at(1, 0, 1, 0, 1), i + 1));
      other.append(token(row, at(1, 0, 1, 0, 2), i));
    }
    assertThat(one.toString()).isNotEqualTo(shifted.toString()).isNotEqualTo(other.toString());
    assertThat(one.substring(1)).isEqualTo(shifted.substring(0, 63));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesRowsWithoutAFiniteBest(float logit) {
    assertThat(draw(Rows.raw(1, logit, logit), SamplingParameters.GREEDY, 0))
        .isInstanceOf(Drawn.Unusable.class);
  }

  @Test
  void refusesOneNumberThatIsNone() {
    assertThat(draw(Rows.raw(2, 1, 0.5f, Float.NaN), at(1, 1, 1, 0, 0), 0))
        .isInstanceOfSatisfying(
            Drawn.Unusable.class, unusable -> assertThat(unusable.why()).contains("NaN"));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0.5f})
  void refusesSumsThatCannotBe(float sum) {
    assertThat(draw(Rows.raw(sum, 1, 0), at(1, 0, 0.9, 0, 0), 0))
        .isInstanceOfSatisfying(
            Drawn.Unusable.class, unusable -> assertThat(unusable.why()).contains("logSumExp"));
  }

  @Test
  void faultsStayInTheirRow() {
    StepResult rows = Rows.stack(List.of(Rows.raw(2, Float.NaN, 0), Rows.raw(2, 1, 0)));
    Draw greedy = new Draw(SamplingParameters.GREEDY, 0);
    List<Drawn> drawn = sampler.sample(rows, List.of(greedy, greedy));
    assertThat(drawn.get(0)).isInstanceOf(Drawn.Unusable.class);
    assertThat(drawn.get(1)).isEqualTo(new Drawn.Token(0, -1));
  }

  @Test
  void neverDrawsTheImpossible() {
    StepResult row =
        Rows.raw((float) Math.log(2), 0, 0, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY);
    for (SamplingParameters parameters :
        List.of(at(1, 0, 1, 0, 1), at(0.5, 0, 0.999, 0, 1), at(2, 0, 0.999, 0, 1))) {
      assertThat(counts(row, parameters).keySet()).containsExactly(0, 1);
    }
  }

  @Test
  void holdsTheLastOfAllRowsOfABigStep() {
    Random random = new Random(3);
    List<StepResult> rows = new ArrayList<>();
    List<Draw> draws = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      rows.add(Rows.top(64, Rows.random(random, 64)));
      draws.add(new Draw(at(0.7, 20, 0.8, 0, i), i));
    }
    assertThat(sampler.sample(Rows.stack(rows), draws))
        .hasSize(256)
        .allMatch(Drawn.Token.class::isInstance);
  }

  @Test
  void refusesAnotherNumberOfDraws() {
    assertThatThrownBy(() -> sampler.sample(Rows.of(1), List.of()))
        .hasMessage("draws: 0 (expected: 1, the rows)");
  }

  @ParameterizedTest
  @CsvSource({
    "-0.5, 0, 1, 0, temperature: -0.5 (expected: 0 to 2)",
    "NaN, 0, 1, 0, temperature: NaN (expected: 0 to 2)",
    "1, -1, 1, 0, top_k: -1 (expected: >= 0)",
    "1, 0, 0, 0, top_p: 0.0 (expected: > 0 and <= 1)",
    "1, 0, 1, 1.5, min_p: 1.5 (expected: 0 to 1)"
  })
  void refusesParametersOutOfRange(double t, int k, double p, double m, String message) {
    assertThatThrownBy(() -> at(t, k, p, m, 0)).hasMessage(message);
  }

  @Test
  void drawsTheSameOnOneThreadAndOnSeveral() {
    Random random = new Random(11);
    List<StepResult> rows = new ArrayList<>();
    List<Draw> draws = new ArrayList<>();
    for (int i = 0; i < 301; i++) {
      rows.add(Rows.top(64, Rows.random(random, 100)));
      double temperature = i % 3 == 0 ? 1 : 0.25 * (i % 5);
      draws.add(new Draw(at(temperature, i % 7, 0.95, 0.001 * (i % 2), i), i));
    }
    StepResult result = Rows.stack(rows);
    List<Drawn> shared = new Sampler(5).sample(result, draws);
    assertThat(shared).isEqualTo(new Sampler(1).sample(result, draws));
    for (int row : new int[] {0, 59, 60, 61, 240, 300}) {
      assertThat(shared.get(row))
          .isEqualTo(sampler.sample(rows.get(row), List.of(draws.get(row))).getFirst());
    }
  }
}
