package fapo.reward.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fapo.reward.core.GroupAdvantage.NoSignal;
import fapo.reward.core.GroupAdvantage.Values;
import fapo.reward.core.ScoringPolicy.AdvantagePolicy;
import fapo.reward.core.ScoringPolicy.Estimator;
import fapo.reward.core.ScoringPolicy.GroupOfOne;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AdvantageTest {
  private static final long SEED = 20251022;
  private static final Set<Estimator> SUM_TO_ZERO =
      EnumSet.of(
          Estimator.GRPO,
          Estimator.GRPO_TRL,
          Estimator.GRPO_POPULATION,
          Estimator.GRPO_OPENRLHF,
          Estimator.DR_GRPO,
          Estimator.RLOO);

  static List<GoldenRows.Row> goldenRows() {
    return GoldenRows.of("advantage.tsv");
  }

  @ParameterizedTest
  @MethodSource("goldenRows")
  void agreesWithGoldenRow(GoldenRows.Row row) {
    Estimator estimator = Estimator.valueOf(row.get("estimator"));
    AdvantagePolicy policy =
        new AdvantagePolicy(
            estimator,
            estimator.epsilon(),
            AdvantagePolicy.DEFAULT_MIN_SPREAD,
            OptionalInt.empty(),
            GroupOfOne.valueOf(row.get("group_of_one")));

    GroupAdvantage advantage = Advantage.of(members(row), policy);

    switch (advantage) {
      case NoSignal(NoSignal.Cause cause) ->
          assertThat(cause.name()).isEqualTo(row.get("expected"));
      case Values(List<Double> values) -> {
        List<String> expected = row.words("expected");
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
          assertThat(values.get(i))
              .as("member %d", i)
              .isCloseTo(Double.parseDouble(expected.get(i)), within(2e-12));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sumsToZero(Estimator estimator) {
    Random random = new Random(SEED);
    for (int round = 0; round < 300; round++) {
      double[] rewards = fapoRewards(random, 2 + random.nextInt(63));
      List<Double> values = values(rewards, AdvantagePolicy.of(estimator));
      if (SUM_TO_ZERO.contains(estimator)) {
        assertThat(sum(values))
            .as("seed %d, round %d, %s", SEED, round, Arrays.toString(rewards))
            .isCloseTo(0, within(1e-12));
      }
    }
  }

  @Test
  void sumsToZeroInAGroupOfAHundredThousand() {
    double[] rewards = fapoRewards(new Random(SEED), 100_000);

    for (Estimator estimator : SUM_TO_ZERO) {
      assertThat(Math.abs(sum(values(rewards, AdvantagePolicy.of(estimator)))))
          .as(estimator.name())
          .isLessThan(1e-9);
    }
  }

  @Test
  void sumsToZeroWhereTheSpreadIsTiny() {
    double[] rewards = {0.7, 0.7 + 2e-9, 0.7 - 3e-9, 0.7, 0.7 + 1e-9, 0.7, 0.7};

    assertThat(sum(values(rewards, AdvantagePolicy.of(Estimator.GRPO_OPENRLHF))))
        .isCloseTo(0, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void ignoresACommonShift(Estimator estimator) {
    Random random = new Random(SEED);
    for (int round = 0; round < 100; round++) {
      double[] rewards = fapoRewards(random, 2 + random.nextInt(15));
      double shift = random.nextInt(1 << 20) / 64.0;
      double[] shifted = DoubleStream.of(rewards).map(reward -> reward + shift).toArray();
      assertClose(
          values(shifted, AdvantagePolicy.of(estimator)),
          values(rewards, AdvantagePolicy.of(estimator)),
          1e-6,
          round);
    }
  }

  @ParameterizedTest
  @EnumSource
  void followsTheScaleUnlessItDivides(Estimator estimator) {
    boolean divides = estimator.epsilon() > 0;
    AdvantagePolicy exact = withEpsilon(estimator, 0);
    Random random = new Random(SEED);
    for (int round = 0; round < 100; round++) {
      double[] rewards = fapoRewards(random, 3 + random.nextInt(14));
      double[] scaled = DoubleStream.of(rewards).map(reward -> reward * 8).toArray();
      List<Double> expected =
          values(rewards, exact).stream().map(value -> divides ? value : value * 8).toList();
      if (estimator != Estimator.GRPO_LEAVE_ONE_OUT || othersDiffer(rewards)) {
        assertClose(values(scaled, exact), expected, 1e-12, round);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void followsItsMembersThroughAnyOrder(Estimator estimator) {
    Random random = new Random(SEED);
    for (int round = 0; round < 50; round++) {
      double[] rewards =
          IntStream.range(0, 9).mapToDouble(i -> i * 0.1 + random.nextDouble() * 0.05).toArray();
      List<Integer> order = new ArrayList<>(IntStream.range(0, 9).boxed().toList());
      Collections.shuffle(order, random);
      List<Advantage.Member> members =
          order.stream().map(i -> member(rewards[i], 10 * (i + 1))).toList();
      GroupAdvantage shuffled = Advantage.of(members, AdvantagePolicy.of(estimator));
      List<Double> plain = values(rewards, AdvantagePolicy.of(estimator));
      for (int at = 0; at < 9; at++) {
        assertThat(shuffled.of(at))
            .as("seed %d, round %d", SEED, round)
            .isCloseTo(plain.get(order.get(at)), within(1e-12));
      }
    }
  }

  /// `(r − μ₋ᵢ) / (s₋ᵢ + ε)`, the long way.
  @Test
  void leavesOneOutAsTheLongWayDoes() {
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      double[] rewards = fapoRewards(random, 3 + random.nextInt(20));
      List<Double> values = values(rewards, AdvantagePolicy.of(Estimator.GRPO_LEAVE_ONE_OUT));
      for (int i = 0; i < rewards.length; i++) {
        int left = i;
        double[] others =
            IntStream.range(0, rewards.length)
                .filter(j -> j != left)
                .mapToDouble(j -> rewards[j])
                .toArray();
        double mean = DoubleStream.of(others).average().orElseThrow();
        double squares = DoubleStream.of(others).map(r -> (r - mean) * (r - mean)).sum();
        double deviation = Math.sqrt(squares / (others.length - 1));
        double lead = rewards[i] - mean;
        assertThat(values.get(i))
            .as("seed %d, round %d, member %d of %s", SEED, round, i, Arrays.toString(rewards))
            .isCloseTo(deviation > 1e-9 ? lead / (deviation + 1e-6) : lead, within(1e-9));
      }
    }
  }

  @Test
  void doesNotDivideByTheRoundingNoiseOfTheOthers() {
    double[] rewards = {0.7, 0.7, 0.1 + 0.6, 0.7, -1};

    List<Double> values = values(rewards, AdvantagePolicy.of(Estimator.GRPO_LEAVE_ONE_OUT));

    assertThat(values.getLast()).isCloseTo(-1.7, within(1e-12));
  }

  @Test
  void needsAsManyScoredMembersAsThePolicySays() {
    List<Advantage.Member> members =
        List.of(member(1, 1), unscored(), member(-1, 1), unscored(), unscored());

    assertThat(Advantage.of(members, withMinScored(3)))
        .isEqualTo(new NoSignal(NoSignal.Cause.TOO_FEW_SCORED));
    assertThat(Advantage.of(members, withMinScored(2))).isInstanceOf(Values.class);
    assertThat(Advantage.of(List.of(member(1, 1), unscored()), withMinScored(1)))
        .isEqualTo(new NoSignal(NoSignal.Cause.GROUP_OF_ONE));
  }

  @Test
  void halvesTheSizeUpwardsForTheFewestScored() {
    AdvantagePolicy policy = AdvantagePolicy.of(Estimator.GRPO);

    assertThat(IntStream.of(1, 2, 3, 4, 5, 8, 16, 17, Integer.MAX_VALUE).map(policy::minScored))
        .containsExactly(2, 2, 2, 2, 3, 4, 8, 9, 1 << 30);
  }

  @Test
  void countsASpreadOfExactlyTheSmallestAsNone() {
    AdvantagePolicy robust = Presets.policy(ScoringPolicy.Preset.FAPO_ROBUST).advantage();

    assertThat(Advantage.of(List.of(member(0, 1), member(0.01, 1)), robust))
        .isEqualTo(new NoSignal(NoSignal.Cause.SPREAD_TOO_SMALL));
    assertThat(Advantage.of(List.of(member(0, 1), member(0.0101, 1)), robust))
        .isInstanceOf(Values.class);
  }

  @Test
  void hasNoSignalWhereNothingIsLeftToDivideBy() {
    AdvantagePolicy bare =
        new AdvantagePolicy(Estimator.GRPO, 0, 0, OptionalInt.empty(), GroupOfOne.NO_SIGNAL);

    assertThat(Advantage.of(List.of(member(0, 1), member(1e-300, 1)), bare))
        .isEqualTo(new NoSignal(NoSignal.Cause.SPREAD_TOO_SMALL));
  }

  @Test
  void staysFiniteForTheLargestRewards() {
    List<Double> values = values(new double[] {1e100, -1e100}, AdvantagePolicy.of(Estimator.GRPO));

    assertThat(values.getFirst()).isCloseTo(Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void refusesRewardsThatAreNotFinite() {
    AdvantagePolicy policy = AdvantagePolicy.of(Estimator.GRPO);
    for (double reward : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e101}) {
      assertThatThrownBy(() -> Advantage.of(List.of(member(1, 1), member(reward, 1)), policy))
          .isInstanceOf(RewardRefusedException.class)
          .hasMessage(
              "members[1].reward: " + reward + " (expected: finite, at most 1e100 in magnitude)");
    }
  }

  @Test
  void refusesToWeighByLengthsThatAreMissing() {
    AdvantagePolicy opo = AdvantagePolicy.of(Estimator.OPO);
    Advantage.Member bare = new Advantage.Member(OptionalDouble.of(-1), OptionalInt.empty());

    assertThatThrownBy(() -> Advantage.of(List.of(member(1, 1), bare), opo))
        .hasMessage(
            "members[1].response_tokens: missing (expected: tokens, since the estimator is OPO)");
    assertThatThrownBy(() -> Advantage.of(List.of(member(1, 0), member(-1, 0)), opo))
        .hasMessageContaining("members.response_tokens: all 0");
    assertThatThrownBy(() -> Advantage.of(List.of(member(1, -5), member(-1, 3)), opo))
        .hasMessage("members[0].response_tokens: -5 (expected: >= 0)");
  }

  private static List<Advantage.Member> members(GoldenRows.Row row) {
    List<String> rewards = row.words("rewards");
    List<String> tokens = row.words("response_tokens");
    return IntStream.range(0, rewards.size())
        .mapToObj(
            i ->
                rewards.get(i).equals("-")
                    ? unscored()
                    : member(Double.parseDouble(rewards.get(i)), Integer.parseInt(tokens.get(i))))
        .toList();
  }

  private static Advantage.Member member(double reward, int tokens) {
    return new Advantage.Member(OptionalDouble.of(reward), OptionalInt.of(tokens));
  }

  private static Advantage.Member unscored() {
    return new Advantage.Member(OptionalDouble.empty(), OptionalInt.empty());
  }

  private static List<Double> values(double[] rewards, AdvantagePolicy policy) {
    List<Advantage.Member> members =
        IntStream.range(0, rewards.length).mapToObj(i -> member(rewards[i], 10 * (i + 1))).toList();
    GroupAdvantage advantage = Advantage.of(members, policy);
    return IntStream.range(0, rewards.length).mapToObj(advantage::of).toList();
  }

  /// −1, 0 or 1, less an overlong term now and then.
  private static double[] fapoRewards(Random random, int size) {
    return IntStream.range(0, size)
        .mapToDouble(
            i -> random.nextInt(3) - 1 - (random.nextInt(4) == 0 ? random.nextDouble() : 0))
        .toArray();
  }

  private static boolean othersDiffer(double[] rewards) {
    return DoubleStream.of(rewards).distinct().count() > 2;
  }

  private static double sum(List<Double> values) {
    return Deviations.sum(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static AdvantagePolicy withEpsilon(Estimator estimator, double epsilon) {
    return new AdvantagePolicy(
        estimator,
        epsilon,
        AdvantagePolicy.DEFAULT_MIN_SPREAD,
        OptionalInt.empty(),
        GroupOfOne.NO_SIGNAL);
  }

  private static AdvantagePolicy withMinScored(int minScored) {
    return new AdvantagePolicy(
        Estimator.GRPO, 1e-6, 1e-9, OptionalInt.of(minScored), GroupOfOne.NO_SIGNAL);
  }

  private static void assertClose(
      List<Double> actual, List<Double> expected, double tolerance, int round) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i))
          .as("seed %d, round %d, member %d", SEED, round, i)
          .isCloseTo(expected.get(i), within(tolerance * (1 + Math.abs(expected.get(i)))));
    }
  }
}
