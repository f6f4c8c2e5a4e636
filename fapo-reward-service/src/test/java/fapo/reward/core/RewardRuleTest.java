package fapo.reward.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.reward.core.RolloutScore.Components;
import fapo.reward.core.RolloutScore.Scored;
import fapo.reward.core.RolloutScore.Unscored;
import fapo.reward.core.ScoringPolicy.OnMissingVerdict;
import fapo.reward.core.ScoringPolicy.OnUndecided;
import fapo.reward.core.ScoringPolicy.Overlong;
import fapo.reward.core.ScoringPolicy.Preset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RewardRuleTest {
  private static final ScoringPolicy FAPO = Presets.policy(Preset.FAPO);
  private static final List<String> MISSING =
      List.of("unreadable", "unavailable", "out-of-scope", "not-asked");

  /// `R = R_RLVR − λ·1[flawed positive] + R_overlong`, by hand.
  @Test
  void rewardIsOutcomeLessFlawPlusOverlong() {
    ScoringPolicy policy = FAPO.withOverlong(new Overlong(20_480, 4_096, 1));

    assertThat(RewardRule.score(Rollouts.ofLength("sound", 1_000), Split.TRAIN, policy))
        .isEqualTo(scored(1, 1, 0, 0));
    assertThat(RewardRule.score(Rollouts.ofLength("flawed", 18_432), Split.TRAIN, policy))
        .isEqualTo(scored(-0.5, 1, -1, -0.5));
    assertThat(RewardRule.score(Rollouts.ofLength("wrong", 20_480), Split.TRAIN, policy))
        .isEqualTo(scored(-2, -1, 0, -1));
    assertThat(
            RewardRule.score(
                Rollouts.ofLength("flawed", 17_408), Split.TRAIN, policy.withFlawPenalty(1.5)))
        .isEqualTo(scored(-0.75, 1, -1.5, -0.25));
  }

  /// `max(−factor, min(0, −(tokens − (max − buffer)) / buffer · factor))`, by hand.
  @Test
  void overlongPunishmentRisesThroughTheBufferAndStops() {
    Overlong overlong = new Overlong(8_192, 4_096, 2);

    assertThat(overlong.penalty(0)).isZero();
    assertThat(overlong.penalty(4_096)).isZero();
    assertThat(overlong.penalty(5_120)).isEqualTo(-0.5);
    assertThat(overlong.penalty(8_192)).isEqualTo(-2);
    assertThat(overlong.penalty(Integer.MAX_VALUE)).isEqualTo(-2);
    assertThat(new Overlong(10, 10, 1).penalty(5)).isEqualTo(-0.5);
  }

  @Test
  void neverGivesANegativeZero() {
    Scored scored =
        (Scored) RewardRule.score(Rollouts.rollout("flawed"), Split.TRAIN, FAPO.withFlawPenalty(0));

    assertThat(Double.doubleToRawLongBits(scored.components().flaw())).isZero();
    assertThat(scored.reward()).isEqualTo(1);
  }

  @Test
  void needsAVerdictOnlyForRightAnswersInTraining() {
    AnswerCheck right = new AnswerCheck.Equivalent("text");

    assertThat(RewardRule.needsVerdict(right, Split.TRAIN, FAPO)).isTrue();
    assertThat(RewardRule.needsVerdict(right, Split.TEST, FAPO)).isFalse();
    assertThat(RewardRule.needsVerdict(right, Split.TRAIN, Presets.policy(Preset.RLVR))).isFalse();
    assertThat(
            RewardRule.needsVerdict(
                new AnswerCheck.Undecided(AnswerCheck.Undecided.Reason.NO_RULE, ""),
                Split.TRAIN,
                FAPO))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"FAPO", "FAPO_ROBUST", "FAPO_RECIPE"})
  void chargesAFlawInTrainingAlone(Preset preset) {
    ScoringPolicy policy = Presets.policy(preset);

    assertThat(reward("flawed", Split.TRAIN, policy)).isEqualTo(scored(0, 1, -1, 0));
    assertThat(reward("flawed", Split.TEST, policy)).isEqualTo(scored(1, 1, 0, 0));
    assertThat(reward("unavailable", Split.TEST, policy)).isEqualTo(scored(1, 1, 0, 0));
  }

  @Test
  void ignoresVerdictsWithoutACritic() {
    for (String word : List.of("sound", "flawed", "unavailable", "not-asked")) {
      assertThat(reward(word, Split.TRAIN, Presets.policy(Preset.RLVR)))
          .as(word)
          .isEqualTo(scored(1, 1, 0, 0));
    }
  }

  @Test
  void recipeFailsOpenAndSaysSo() {
    for (String word : MISSING) {
      assertThat(reward(word, Split.TRAIN, Presets.policy(Preset.FAPO_RECIPE)))
          .as(word)
          .isEqualTo(
              new Scored(1, new Components(1, 0, 0), Optional.of(OnMissingVerdict.NO_PENALTY)));
    }
  }

  @Test
  void recipeChargesAFlawWithoutAStep() {
    assertThat(reward("flawed-somewhere", Split.TRAIN, Presets.policy(Preset.FAPO_RECIPE)))
        .isEqualTo(scored(0, 1, -1, 0));
  }

  @Test
  void masksWithTheReasonAndWhetherAskingAgainHelps() {
    ScoringPolicy mask = FAPO.withOnMissingVerdict(OnMissingVerdict.MASK);

    assertThat(reward("unavailable", Split.TRAIN, mask))
        .isEqualTo(
            new Unscored(Unscored.Cause.VERDICT_MISSING, true, "unavailable, DEADLINE: 600 s"));
    assertThat(reward("unreadable", Split.TRAIN, mask))
        .isEqualTo(
            new Unscored(Unscored.Cause.VERDICT_MISSING, false, "unreadable: 'so the answer is'"));
    assertThat(reward("out-of-scope", Split.TRAIN, mask))
        .isEqualTo(
            new Unscored(
                Unscored.Cause.VERDICT_MISSING, false, "out of scope, TOO_LONG: 40000 tokens"));
  }

  @Test
  void doesNotGuessAboutAnswersNobodyChecked() {
    assertThat(reward("check-unavailable", Split.TRAIN, FAPO))
        .isEqualTo(new Unscored(Unscored.Cause.VERIFIER_UNAVAILABLE, true, "connection refused"));
    assertThat(reward("undecided", Split.TRAIN, FAPO))
        .isEqualTo(new Unscored(Unscored.Cause.ANSWER_UNDECIDED, false, "sets of words"));
    assertThat(reward("undecided", Split.TRAIN, FAPO.withOnUndecided(OnUndecided.WRONG)))
        .isEqualTo(scored(-1, -1, 0, 0));
    assertThat(reward("wrong-limit", Split.TRAIN, FAPO)).isEqualTo(scored(-1, -1, 0, 0));
  }

  @Test
  void keepsTheCauseOfMembersThatWereNotJudged() {
    assertThat(reward("malformed", Split.TRAIN, FAPO))
        .isEqualTo(
            new Unscored(
                Unscored.Cause.ROLLOUT_UNREADABLE, false, "solution.text: malformed UTF-8"));
    assertThat(reward("cancelled", Split.TRAIN, FAPO))
        .isEqualTo(new Unscored(Unscored.Cause.CANCELLED, true, "the group was cancelled"));
    assertThat(reward("absent", Split.TRAIN, FAPO))
        .isEqualTo(new Unscored(Unscored.Cause.MISSING, false, "the group was closed"));
  }

  @Test
  void refusesARolloutWithoutTheTokensThePolicyNeeds() {
    ScoringPolicy policy = FAPO.withOverlong(new Overlong(100, 20, 1));

    assertThatThrownBy(() -> reward("wrong", Split.TRAIN, policy))
        .isInstanceOfSatisfying(
            RewardRefusedException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(RewardRefusedException.Reason.INVALID);
              assertThat(refused.field()).isEqualTo("rollout.response_tokens");
            });
  }

  private static RolloutScore reward(String word, Split split, ScoringPolicy policy) {
    return RewardRule.score(Rollouts.rollout(word), split, policy);
  }

  private static Scored scored(double reward, double outcome, double flaw, double overlong) {
    return new Scored(reward, new Components(outcome, flaw, overlong), Optional.empty());
  }
}
