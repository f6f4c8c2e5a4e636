package fapo.reward.core;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/// Every number and rule that turns outcomes into rewards and advantages, all resolved.
///
/// {@link Presets} gives each preset's; the `with` functions override. The constants of each choice
/// stand in the contract's order.
///
/// @param flawPenalty λ of `R = R_RLVR − λ·1[flawed positive] + R_overlong`, finite, >= 0
/// @param overlong the soft overlong punishment; empty where the policy carries none
/// @param confirmations samples that must confirm a flaw in an all-correct group, 0 to 8
public record ScoringPolicy(
    Preset preset,
    double flawPenalty,
    OnUndecided onUndecided,
    OnMissingVerdict onMissingVerdict,
    Optional<Overlong> overlong,
    AdvantagePolicy advantage,
    AnswerWhen answerWhen,
    int confirmations) {
  private static final int MAX_CONFIRMATIONS = 8;

  public ScoringPolicy {
    requireNonNull(preset, "preset");
    requireNonNull(onUndecided, "onUndecided");
    requireNonNull(onMissingVerdict, "onMissingVerdict");
    requireNonNull(overlong, "overlong");
    requireNonNull(advantage, "advantage");
    requireNonNull(answerWhen, "answerWhen");
    requireNotNegative("flaw_penalty", flawPenalty);
    if (confirmations < 0 || confirmations > MAX_CONFIRMATIONS) {
      throw RewardRefusedException.invalid("confirmations", confirmations, "0 to 8");
    }
  }

  /// Where the numbers come from that a request does not override.
  public enum Preset {
    /// The paper's equation with this platform's failure rules.
    FAPO,
    /// Adds confirmation of flaws in all-correct groups and a larger smallest spread.
    FAPO_ROBUST,
    /// The published recipe: a missing verdict counts as no flaw.
    FAPO_RECIPE,
    /// No critic: the baseline.
    RLVR;

    public boolean asksCritic() {
      return this != RLVR;
    }
  }

  /// What an undecided check of a readable answer is worth.
  public enum OnUndecided {
    UNSCORED,
    WRONG
  }

  /// What happens where a needed verdict is missing.
  public enum OnMissingVerdict {
    /// The whole group is valued by its answers alone.
    DEGRADE_GROUP,
    /// The member is unscored. Biases the group: its judged members are compared with fewer right
    /// ones.
    MASK,
    /// The member is rewarded as if no flaw had been found.
    NO_PENALTY,
    /// The member is rewarded as if a flaw had been found.
    PENALTY,
    /// The group is refused.
    FAIL
  }

  /// When replies to rollouts sent one by one are given.
  public enum AnswerWhen {
    ROLLOUT,
    GROUP
  }

  /// DAPO's soft overlong punishment:
  /// `max(−factor, min(0, −(tokens − (max − buffer)) / buffer · factor))`.
  ///
  /// verl `dapo.py` leaves out the lower clamp, since it never sees more than `max` tokens.
  ///
  /// @param maxResponseTokens tokens, > 0
  /// @param bufferTokens tokens, in (0, max]
  /// @param penaltyFactor finite, > 0
  public record Overlong(int maxResponseTokens, int bufferTokens, double penaltyFactor) {
    public Overlong {
      if (maxResponseTokens <= 0) {
        throw RewardRefusedException.invalid(
            "overlong.max_response_tokens", maxResponseTokens, "> 0");
      }
      if (bufferTokens <= 0 || bufferTokens > maxResponseTokens) {
        throw RewardRefusedException.invalid(
            "overlong.buffer_tokens", bufferTokens, "in (0, " + maxResponseTokens + "]");
      }
      if (!Double.isFinite(penaltyFactor) || penaltyFactor <= 0) {
        throw RewardRefusedException.invalid(
            "overlong.penalty_factor", penaltyFactor, "finite, > 0");
      }
    }

    /// In [−factor, 0].
    double penalty(int responseTokens) {
      int exceeding = responseTokens - (maxResponseTokens - bufferTokens);
      if (exceeding <= 0) {
        return 0;
      }
      return exceeding >= bufferTokens
          ? -penaltyFactor
          : -((double) exceeding / bufferTokens * penaltyFactor);
    }
  }

  /// How rewards become advantages.
  ///
  /// @param epsilon ε beside the deviation, finite, >= 0; unused by estimators that do not divide
  /// @param minSpread a group whose largest and smallest scored reward differ by no more gives no
  ///     signal; finite, >= 0
  /// @param minScored fewest scored members that give a signal, >= 1; absent: max(2, ⌈size / 2⌉)
  public record AdvantagePolicy(
      Estimator estimator,
      double epsilon,
      double minSpread,
      OptionalInt minScored,
      GroupOfOne groupOfOne) {
    public static final double DEFAULT_MIN_SPREAD = 1e-9;

    public AdvantagePolicy {
      requireNonNull(estimator, "estimator");
      requireNonNull(groupOfOne, "groupOfOne");
      requireNotNegative("advantage.epsilon", epsilon);
      requireNotNegative("advantage.min_spread", minSpread);
      if (minScored.isPresent() && minScored.getAsInt() < 1) {
        throw RewardRefusedException.invalid("advantage.min_scored", minScored.getAsInt(), ">= 1");
      }
    }

    /// The estimator's own ε, and the defaults for the rest.
    public static AdvantagePolicy of(Estimator estimator) {
      return new AdvantagePolicy(
          estimator,
          estimator.epsilon(),
          DEFAULT_MIN_SPREAD,
          OptionalInt.empty(),
          GroupOfOne.NO_SIGNAL);
    }

    /// Fewest scored members that give a signal in a group of this many.
    int minScored(int size) {
      return minScored.orElse(Math.max(2, size / 2 + size % 2));
    }
  }

  /// Named by whose convention they follow. μ mean, s₁ sample and s₀ population standard deviation,
  /// over the scored members; G their number.
  public enum Estimator {
    /// `(r − μ) / (s₁ + 1e-6)`: verl `compute_grpo_outcome_advantage`; slime, ROLL, SkyRL.
    GRPO(1e-6),
    /// `(r − μ) / (s₁ + 1e-4)`: TRL, `scale_rewards="group"`.
    GRPO_TRL(1e-4),
    /// `(r − μ) / (s₀ + 1e-8)`: TRL's experimental AsyncGRPO.
    GRPO_POPULATION(1e-8),
    /// `(r − μ) / (s₁ + 1e-9)`: OpenRLHF, `group_norm`.
    GRPO_OPENRLHF(1e-9),
    /// `r − μ`: verl with `norm_adv_by_std_in_grpo=False`, TRL `"none"`, OpenRLHF `dr_grpo`.
    DR_GRPO(0),
    /// `(r − μ)·G/(G − 1)`: verl `rloo`, TRL and OpenRLHF RLOO.
    RLOO(0),
    /// `(r − μ₋ᵢ) / (s₋ᵢ + 1e-6)`, both over the other members, undivided where s₋ᵢ is zero or
    /// undefined: NeMo-RL's default. Advantages of a group do not sum to 0.
    GRPO_LEAVE_ONE_OUT(1e-6),
    /// `r − Σ(len·r)/Σlen`: verl `opo`. Sums to 0 weighted by length.
    OPO(0),
    /// Only the best member, the first of equals: `(r_max − r_second) / (s₁ + 1e-6)`: verl's
    /// pass@k.
    GRPO_PASS_AT_K(1e-6);

    private final double epsilon;

    Estimator(double epsilon) {
      this.epsilon = epsilon;
    }

    /// The convention's own ε; 0 where it divides by no deviation.
    public double epsilon() {
      return epsilon;
    }

    public boolean needsResponseTokens() {
      return this == OPO;
    }
  }

  /// What a group of one rollout says.
  public enum GroupOfOne {
    NO_SIGNAL,
    /// As in verl: mean 0 and deviation 1, so `r / (1 + ε)`, or `r` where the estimator does not
    /// divide. Pass@k has no signal there in any case.
    RAW
  }

  /// Whether every judged rollout must carry its response's length in tokens.
  public boolean needsResponseTokens() {
    return overlong.isPresent() || advantage.estimator().needsResponseTokens();
  }

  public ScoringPolicy withFlawPenalty(double penalty) {
    return new ScoringPolicy(
        preset,
        penalty,
        onUndecided,
        onMissingVerdict,
        overlong,
        advantage,
        answerWhen,
        confirmations);
  }

  public ScoringPolicy withOnUndecided(OnUndecided rule) {
    return new ScoringPolicy(
        preset,
        flawPenalty,
        rule,
        onMissingVerdict,
        overlong,
        advantage,
        answerWhen,
        confirmations);
  }

  public ScoringPolicy withOnMissingVerdict(OnMissingVerdict rule) {
    return new ScoringPolicy(
        preset, flawPenalty, onUndecided, rule, overlong, advantage, answerWhen, confirmations);
  }

  public ScoringPolicy withOverlong(Overlong punishment) {
    return new ScoringPolicy(
        preset,
        flawPenalty,
        onUndecided,
        onMissingVerdict,
        Optional.of(punishment),
        advantage,
        answerWhen,
        confirmations);
  }

  public ScoringPolicy withAdvantage(AdvantagePolicy rule) {
    return new ScoringPolicy(
        preset,
        flawPenalty,
        onUndecided,
        onMissingVerdict,
        overlong,
        rule,
        answerWhen,
        confirmations);
  }

  private static void requireNotNegative(String field, double value) {
    if (!Double.isFinite(value) || value < 0) {
      throw RewardRefusedException.invalid(field, value, "finite, >= 0");
    }
  }
}
