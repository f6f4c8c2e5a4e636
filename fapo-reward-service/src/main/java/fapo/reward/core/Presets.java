package fapo.reward.core;

import fapo.reward.core.ScoringPolicy.AdvantagePolicy;
import fapo.reward.core.ScoringPolicy.AnswerWhen;
import fapo.reward.core.ScoringPolicy.Estimator;
import fapo.reward.core.ScoringPolicy.GroupOfOne;
import fapo.reward.core.ScoringPolicy.OnMissingVerdict;
import fapo.reward.core.ScoringPolicy.OnUndecided;
import fapo.reward.core.ScoringPolicy.Preset;
import java.util.Optional;
import java.util.OptionalInt;

/// Each preset's policy.
///
/// | preset | λ | undecided | missing verdict | min_spread | confirmations |
/// |---|---|---|---|---|---|
/// | `fapo` | 1 | UNSCORED | DEGRADE_GROUP | 1e-9 | 0 |
/// | `fapo-robust` | 1 | UNSCORED | DEGRADE_GROUP | 0.01 | 2 |
/// | `fapo-recipe` | 1 | WRONG | NO_PENALTY | 1e-9 | 0 |
/// | `rlvr` | 0 | UNSCORED | never missing | 1e-9 | 0 |
public final class Presets {
  private static final ScoringPolicy FAPO =
      new ScoringPolicy(
          Preset.FAPO,
          1,
          OnUndecided.UNSCORED,
          OnMissingVerdict.DEGRADE_GROUP,
          Optional.empty(),
          AdvantagePolicy.of(Estimator.GRPO),
          AnswerWhen.ROLLOUT,
          0);
  private static final ScoringPolicy FAPO_ROBUST =
      new ScoringPolicy(
          Preset.FAPO_ROBUST,
          1,
          OnUndecided.UNSCORED,
          OnMissingVerdict.DEGRADE_GROUP,
          Optional.empty(),
          new AdvantagePolicy(
              Estimator.GRPO,
              Estimator.GRPO.epsilon(),
              0.01,
              OptionalInt.empty(),
              GroupOfOne.NO_SIGNAL),
          AnswerWhen.ROLLOUT,
          2);
  private static final ScoringPolicy FAPO_RECIPE =
      new ScoringPolicy(
          Preset.FAPO_RECIPE,
          1,
          OnUndecided.WRONG,
          OnMissingVerdict.NO_PENALTY,
          Optional.empty(),
          AdvantagePolicy.of(Estimator.GRPO),
          AnswerWhen.ROLLOUT,
          0);
  private static final ScoringPolicy RLVR =
      new ScoringPolicy(
          Preset.RLVR,
          0,
          OnUndecided.UNSCORED,
          OnMissingVerdict.DEGRADE_GROUP,
          Optional.empty(),
          AdvantagePolicy.of(Estimator.GRPO),
          AnswerWhen.ROLLOUT,
          0);

  private Presets() {}

  public static ScoringPolicy policy(Preset preset) {
    return switch (preset) {
      case FAPO -> FAPO;
      case FAPO_ROBUST -> FAPO_ROBUST;
      case FAPO_RECIPE -> FAPO_RECIPE;
      case RLVR -> RLVR;
    };
  }
}
