package fapo.reward.core;

/// How much of a step was scored otherwise than it should have been, and whether that is too much.
///
/// @param rollouts scored or not, >= 0
/// @param degraded rewarded although a verdict was missing: every scored member of a degraded
///     group, and every member that carries the rule it was rewarded by
/// @param unscored without a reward
public record StepShares(long rollouts, long degraded, long unscored) {
  public static final StepShares NONE = new StepShares(0, 0, 0);

  public StepShares {
    requireShare("degraded", degraded, rollouts);
    requireShare("unscored", unscored, rollouts);
  }

  /// What a share over a threshold asks for.
  public enum Alarm {
    NONE,
    WARN,
    /// Further groups of the step are refused.
    REFUSE
  }

  /// Thresholds of both shares.
  ///
  /// @param warn in [0, 1]; a larger share warns
  /// @param refuse in [warn, 1]; a larger share refuses
  /// @param minRollouts of fewer, a share only warns: one bad group at the start is not yet a step
  public record Thresholds(double warn, double refuse, long minRollouts) {
    public static final Thresholds DEFAULT = new Thresholds(0.05, 0.20, 64);

    public Thresholds {
      if (!(warn >= 0 && warn <= 1)) {
        throw RewardRefusedException.invalid("alarm.warn", warn, "in [0, 1]");
      }
      if (!(refuse >= warn && refuse <= 1)) {
        throw RewardRefusedException.invalid("alarm.refuse", refuse, "in [" + warn + ", 1]");
      }
      if (minRollouts < 0) {
        throw RewardRefusedException.invalid("alarm.min_rollouts", minRollouts, ">= 0");
      }
    }
  }

  public static StepShares of(ScoredGroup group) {
    long degraded = 0;
    long unscored = 0;
    for (RolloutScore member : group.members()) {
      switch (member) {
        case RolloutScore.Scored scored -> {
          if (group.degraded().isPresent() || scored.ruleApplied().isPresent()) {
            degraded++;
          }
        }
        case RolloutScore.Unscored _ -> unscored++;
      }
    }
    return new StepShares(group.members().size(), degraded, unscored);
  }

  public StepShares plus(StepShares more) {
    return new StepShares(
        rollouts + more.rollouts, degraded + more.degraded, unscored + more.unscored);
  }

  /// In [0, 1].
  public double degradedShare() {
    return share(degraded);
  }

  /// In [0, 1].
  public double unscoredShare() {
    return share(unscored);
  }

  public Alarm alarm(Thresholds thresholds) {
    double worst = Math.max(degradedShare(), unscoredShare());
    if (worst > thresholds.refuse() && rollouts >= thresholds.minRollouts()) {
      return Alarm.REFUSE;
    }
    return worst > thresholds.warn() ? Alarm.WARN : Alarm.NONE;
  }

  private double share(long part) {
    return rollouts == 0 ? 0 : (double) part / rollouts;
  }

  private static void requireShare(String field, long part, long whole) {
    if (part < 0 || part > whole) {
      throw RewardRefusedException.invalid(field, part, "in [0, " + whole + "]");
    }
  }
}
