package fapo.reward.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.reward.core.ScoringPolicy.AdvantagePolicy;
import fapo.reward.core.ScoringPolicy.Estimator;
import fapo.reward.core.ScoringPolicy.GroupOfOne;
import fapo.reward.core.ScoringPolicy.OnMissingVerdict;
import fapo.reward.core.ScoringPolicy.Overlong;
import fapo.reward.core.ScoringPolicy.Preset;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ScoringPolicyTest {
  private static final ScoringPolicy FAPO = Presets.policy(Preset.FAPO);

  @ParameterizedTest
  @EnumSource
  void namesItsPreset(Preset preset) {
    ScoringPolicy policy = Presets.policy(preset);

    assertThat(policy.preset()).isEqualTo(preset);
    assertThat(policy.overlong()).isEmpty();
    assertThat(policy.advantage().estimator()).isEqualTo(Estimator.GRPO);
    assertThat(policy.advantage().epsilon()).isEqualTo(1e-6);
    assertThat(policy.advantage().groupOfOne()).isEqualTo(GroupOfOne.NO_SIGNAL);
    assertThat(preset.asksCritic()).isEqualTo(preset != Preset.RLVR);
  }

  @Test
  void differsByPresetWhereThePresetsDiffer() {
    assertThat(FAPO.flawPenalty()).isEqualTo(1);
    assertThat(FAPO.onMissingVerdict()).isEqualTo(OnMissingVerdict.DEGRADE_GROUP);
    assertThat(FAPO.advantage().minSpread()).isEqualTo(1e-9);
    assertThat(FAPO.confirmations()).isZero();
    assertThat(Presets.policy(Preset.FAPO_ROBUST).advantage().minSpread()).isEqualTo(0.01);
    assertThat(Presets.policy(Preset.FAPO_ROBUST).confirmations()).isEqualTo(2);
    assertThat(Presets.policy(Preset.FAPO_RECIPE).onMissingVerdict())
        .isEqualTo(OnMissingVerdict.NO_PENALTY);
    assertThat(Presets.policy(Preset.RLVR).flawPenalty()).isZero();
  }

  @Test
  void needsTokensForTheOverlongTermAndForOpo() {
    assertThat(FAPO.needsResponseTokens()).isFalse();
    assertThat(FAPO.withOverlong(new Overlong(10, 5, 1)).needsResponseTokens()).isTrue();
    assertThat(FAPO.withAdvantage(AdvantagePolicy.of(Estimator.OPO)).needsResponseTokens())
        .isTrue();
  }

  @Test
  void refusesNumbersOutsideTheirRange() {
    refuses(() -> FAPO.withFlawPenalty(-1), "flaw_penalty: -1.0 (expected: finite, >= 0)");
    refuses(() -> FAPO.withFlawPenalty(Double.NaN), "flaw_penalty: NaN (expected: finite, >= 0)");
    refuses(() -> new Overlong(0, 1, 1), "overlong.max_response_tokens: 0 (expected: > 0)");
    refuses(() -> new Overlong(9, 10, 1), "overlong.buffer_tokens: 10 (expected: in (0, 9])");
    refuses(() -> new Overlong(9, 0, 1), "overlong.buffer_tokens: 0 (expected: in (0, 9])");
    refuses(() -> new Overlong(9, 9, 0), "overlong.penalty_factor: 0.0 (expected: finite, > 0)");
    refuses(
        () -> new Overlong(9, 9, Double.POSITIVE_INFINITY),
        "overlong.penalty_factor: Infinity (expected: finite, > 0)");
    refuses(() -> advantage(-1e-6, 0, 1), "advantage.epsilon: -1.0E-6 (expected: finite, >= 0)");
    refuses(
        () -> advantage(0, Double.NaN, 1), "advantage.min_spread: NaN (expected: finite, >= 0)");
    refuses(() -> advantage(0, 0, 0), "advantage.min_scored: 0 (expected: >= 1)");
    refuses(
        () ->
            new ScoringPolicy(
                FAPO.preset(),
                FAPO.flawPenalty(),
                FAPO.onUndecided(),
                FAPO.onMissingVerdict(),
                FAPO.overlong(),
                FAPO.advantage(),
                FAPO.answerWhen(),
                9),
        "confirmations: 9 (expected: 0 to 8)");
  }

  @Test
  void refusesKeysThatCannotNameAGroup() {
    String tooLong = "x".repeat(201);
    assertThat(new GroupKey("x".repeat(200), 0, 0, "g", 0).runId()).hasSize(200);
    refuses(
        () -> new GroupKey(tooLong, 0, 0, "g", 0),
        "run_id: 201 characters (expected: 1 to 200 characters)");
    refuses(
        () -> new GroupKey("r", 0, 0, "", 0),
        "group_id: 0 characters (expected: 1 to 200 characters)");
    refuses(
        () -> new GroupKey("r", 0, 0, "a\nb", 0),
        "group_id: U+000A at 1 (expected: no control characters)");
    refuses(() -> new GroupKey("r", -1, 0, "g", 0), "run_attempt: -1 (expected: >= 0)");
    refuses(() -> new GroupKey("r", 0, -1, "g", 0), "step: -1 (expected: >= 0)");
    refuses(() -> new GroupKey("r", 0, 0, "g", -1), "group_attempt: -1 (expected: >= 0)");
  }

  private static AdvantagePolicy advantage(double epsilon, double minSpread, int minScored) {
    return new AdvantagePolicy(
        Estimator.GRPO, epsilon, minSpread, OptionalInt.of(minScored), GroupOfOne.RAW);
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(RewardRefusedException.class).hasMessage(message);
  }
}
