package fapo.reward.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.reward.core.ScoringPolicy.Preset;
import fapo.reward.core.StepShares.Alarm;
import fapo.reward.core.StepShares.Thresholds;
import org.junit.jupiter.api.Test;

final class StepSharesTest {
  @Test
  void countsMembersOfDegradedGroupsAndThoseWithoutReward() {
    assertThat(shares("sound unavailable wrong undecided", Preset.FAPO))
        .isEqualTo(new StepShares(4, 3, 1));
    assertThat(shares("sound unavailable wrong undecided", Preset.FAPO_RECIPE))
        .isEqualTo(new StepShares(4, 1, 0));
    assertThat(shares("sound unavailable wrong undecided", Preset.RLVR))
        .isEqualTo(new StepShares(4, 0, 1));
  }

  @Test
  void addsUp() {
    StepShares sum = new StepShares(8, 2, 1).plus(new StepShares(12, 0, 4));

    assertThat(sum).isEqualTo(new StepShares(20, 2, 5));
    assertThat(sum.degradedShare()).isEqualTo(0.1);
    assertThat(sum.unscoredShare()).isEqualTo(0.25);
    assertThat(StepShares.NONE.degradedShare()).isZero();
  }

  @Test
  void warnsOverFivePercentAndRefusesOverTwenty() {
    assertThat(alarm(100, 5, 5)).isEqualTo(Alarm.NONE);
    assertThat(alarm(100, 6, 0)).isEqualTo(Alarm.WARN);
    assertThat(alarm(100, 0, 6)).isEqualTo(Alarm.WARN);
    assertThat(alarm(100, 20, 20)).isEqualTo(Alarm.WARN);
    assertThat(alarm(100, 21, 0)).isEqualTo(Alarm.REFUSE);
    assertThat(alarm(100, 0, 21)).isEqualTo(Alarm.REFUSE);
    assertThat(alarm(0, 0, 0)).isEqualTo(Alarm.NONE);
  }

  @Test
  void onlyWarnsWhileTheStepIsYoung() {
    assertThat(alarm(63, 63, 0)).isEqualTo(Alarm.WARN);
    assertThat(alarm(64, 64, 0)).isEqualTo(Alarm.REFUSE);
  }

  @Test
  void refusesThresholdsThatContradict() {
    assertThatThrownBy(() -> new Thresholds(0.3, 0.2, 0))
        .hasMessage("alarm.refuse: 0.2 (expected: in [0.3, 1])");
    assertThatThrownBy(() -> new Thresholds(Double.NaN, 0.2, 0))
        .hasMessage("alarm.warn: NaN (expected: in [0, 1])");
    assertThatThrownBy(() -> new Thresholds(0, 1, -1))
        .hasMessage("alarm.min_rollouts: -1 (expected: >= 0)");
  }

  private static StepShares shares(String members, Preset preset) {
    return StepShares.of(
        GroupScoring.score(Rollouts.of(members), Split.TRAIN, Presets.policy(preset)));
  }

  private static Alarm alarm(long rollouts, long degraded, long unscored) {
    return new StepShares(rollouts, degraded, unscored).alarm(Thresholds.DEFAULT);
  }
}
