package fapo.reward.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fapo.reward.core.RolloutScore.Scored;
import fapo.reward.core.RolloutScore.Unscored;
import fapo.reward.core.ScoringPolicy.AdvantagePolicy;
import fapo.reward.core.ScoringPolicy.Estimator;
import fapo.reward.core.ScoringPolicy.OnMissingVerdict;
import fapo.reward.core.ScoringPolicy.Overlong;
import fapo.reward.core.ScoringPolicy.Preset;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GroupScoringTest {
  private static final ScoringPolicy FAPO = Presets.policy(Preset.FAPO);
  private static final List<String> WORDS =
      List.of(
          "sound flawed unreadable unavailable out-of-scope not-asked wrong undecided malformed"
              .split(" "));

  static List<GoldenRows.Row> goldenRows() {
    return GoldenRows.of("missing-verdicts.tsv");
  }

  @ParameterizedTest
  @MethodSource("goldenRows")
  void agreesWithGoldenRow(GoldenRows.Row row) {
    ScoringPolicy policy =
        FAPO.withOnMissingVerdict(OnMissingVerdict.valueOf(row.get("on_missing_verdict")));
    if (row.get("rewards").equals("VERDICT_MISSING")) {
      assertThatThrownBy(() -> score(row, policy))
          .isInstanceOfSatisfying(
              RewardRefusedException.class,
              refused ->
                  assertThat(refused.reason())
                      .isEqualTo(RewardRefusedException.Reason.VERDICT_MISSING));
      return;
    }

    ScoredGroup group = score(row, policy);

    assertThat(group.members().stream().map(GroupScoringTest::reward))
        .containsExactlyElementsOf(row.words("rewards"));
    assertThat(group.members().stream().map(GroupScoringTest::rule))
        .containsExactlyElementsOf(row.words("rules"));
    assertThat(group.status().name()).isEqualTo(row.get("status"));
    assertThat(group.degraded().map(Enum::name).orElse("-")).isEqualTo(row.get("degraded"));
    assertAdvantage(group, row.words("advantages"));
  }

  private static void assertAdvantage(ScoredGroup group, List<String> expected) {
    switch (group.advantage()) {
      case GroupAdvantage.NoSignal(GroupAdvantage.NoSignal.Cause cause) ->
          assertThat(expected).containsExactly(cause.name());
      case GroupAdvantage.Values(List<Double> values) -> {
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < values.size(); i++) {
          assertThat(values.get(i))
              .as("member %d", i)
              .isCloseTo(Double.parseDouble(expected.get(i)), within(1e-6));
        }
      }
    }
  }

  @Test
  void givesTheSameBitsAgain() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<JudgedRollout> members = randomGroup(random);
      assertThat(GroupScoring.score(members, Split.TRAIN, FAPO))
          .isEqualTo(GroupScoring.score(List.copyOf(members), Split.TRAIN, FAPO));
    }
  }

  @Test
  void assemblesWhatEachMemberWasAnswered() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<JudgedRollout> members = randomGroup(random);
      assertThat(GroupScoring.assemble(members, Split.TRAIN, FAPO).members())
          .as("seed 11, round %d, %s", round, members)
          .isEqualTo(members.stream().map(m -> RewardRule.score(m, Split.TRAIN, FAPO)).toList());
    }
  }

  @Test
  void comparesAllMembersByAnswersAloneOrNone() {
    Random random = new Random(13);
    for (int round = 0; round < 200; round++) {
      List<JudgedRollout> members = randomGroup(random);
      ScoredGroup whole = GroupScoring.score(members, Split.TRAIN, FAPO);
      ScoredGroup assembled = GroupScoring.assemble(members, Split.TRAIN, FAPO);
      assertThat(assembled.advantage())
          .as("seed 13, round %d, %s", round, members)
          .isEqualTo(whole.advantage());
      assertThat(assembled.degraded()).isEqualTo(whole.degraded());
    }
  }

  @Test
  void keepsTheOverlongTermInADegradedGroup() {
    ScoringPolicy policy = FAPO.withOverlong(new Overlong(100, 20, 1));
    List<JudgedRollout> members =
        List.of(
            Rollouts.ofLength("flawed", 90),
            Rollouts.ofLength("unavailable", 80),
            Rollouts.ofLength("wrong", 100));

    assertThat(GroupScoring.score(members, Split.TRAIN, policy).members())
        .extracting(GroupScoringTest::reward)
        .containsExactly("0.5", "1", "-2");
    assertThat(GroupScoring.assemble(members, Split.TRAIN, policy).members())
        .extracting(GroupScoringTest::reward)
        .containsExactly("-0.5", "1", "-2");
  }

  @Test
  void offersTheMeanOfTheScoredAsNeutralReward() {
    assertThat(neutral("sound flawed wrong wrong undecided")).hasValue(-0.25);
    assertThat(neutral("sound sound check-unavailable")).hasValue(1);
    assertThat(neutral("absent absent")).isEmpty();
  }

  @Test
  void weighsByLengthWhereThePolicySaysSo() {
    ScoringPolicy opo = FAPO.withAdvantage(AdvantagePolicy.of(Estimator.OPO));
    List<JudgedRollout> members =
        List.of(
            Rollouts.ofLength("sound", 100),
            Rollouts.ofLength("wrong", 300),
            Rollouts.rollout("malformed"));

    assertThat(GroupScoring.score(members, Split.TRAIN, opo).advantage())
        .isEqualTo(new GroupAdvantage.Values(List.of(1.5, -0.5, 0.0)));
  }

  @Test
  void refusesAnEmptyGroup() {
    assertThatThrownBy(() -> GroupScoring.score(List.of(), Split.TRAIN, FAPO))
        .hasMessage("rollouts: empty (expected: at least one)");
  }

  @Test
  void namesTheMemberWithoutResponseTokens() {
    ScoringPolicy policy = FAPO.withOverlong(new Overlong(100, 20, 1));
    List<JudgedRollout> members =
        List.of(Rollouts.ofLength("sound", 10), Rollouts.rollout("wrong"));

    assertThatThrownBy(() -> GroupScoring.score(members, Split.TRAIN, policy))
        .hasMessage(
            "rollouts[1].response_tokens: missing (expected: tokens, since the policy's overlong"
                + " term or estimator needs them)");
  }

  @Test
  void namesTheMemberWithoutVerdictUnderFail() {
    ScoringPolicy policy = FAPO.withOnMissingVerdict(OnMissingVerdict.FAIL);

    assertThatThrownBy(
            () -> GroupScoring.score(Rollouts.of("sound unavailable"), Split.TRAIN, policy))
        .hasMessage(
            "rollouts[1].verdict: unavailable, DEADLINE: 600 s (expected: a verdict, since"
                + " on_missing_verdict is FAIL)");
  }

  private static ScoredGroup score(GoldenRows.Row row, ScoringPolicy policy) {
    List<JudgedRollout> members = Rollouts.of(row.get("members"));
    return row.get("answered").equals("ROLLOUT")
        ? GroupScoring.assemble(members, Split.TRAIN, policy)
        : GroupScoring.score(members, Split.TRAIN, policy);
  }

  private static OptionalDouble neutral(String members) {
    return GroupScoring.score(Rollouts.of(members), Split.TRAIN, FAPO).neutralReward();
  }

  private static String reward(RolloutScore score) {
    return switch (score) {
      case Scored scored ->
          scored.reward() == Math.rint(scored.reward())
              ? Long.toString((long) scored.reward())
              : Double.toString(scored.reward());
      case Unscored _ -> ".";
    };
  }

  private static String rule(RolloutScore score) {
    return switch (score) {
      case Scored scored -> scored.ruleApplied().map(Enum::name).orElse("-");
      case Unscored _ -> "-";
    };
  }

  private static List<JudgedRollout> randomGroup(Random random) {
    return IntStream.range(0, 1 + random.nextInt(12))
        .mapToObj(i -> Rollouts.rollout(WORDS.get(random.nextInt(WORDS.size()))))
        .toList();
  }
}
