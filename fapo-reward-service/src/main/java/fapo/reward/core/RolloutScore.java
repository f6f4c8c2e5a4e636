package fapo.reward.core;

import static java.util.Objects.requireNonNull;

import fapo.reward.core.ScoringPolicy.OnMissingVerdict;
import java.util.Optional;

/// What one rollout is worth, or why that is not known.
public sealed interface RolloutScore {
  /// A rewarded member.
  ///
  /// @param reward the sum of the components, in [−1 − λ − factor, 1]
  /// @param ruleApplied the rule it was rewarded by in spite of a missing verdict; empty where its
  ///     verdict was there or not needed
  record Scored(double reward, Components components, Optional<OnMissingVerdict> ruleApplied)
      implements RolloutScore {
    public Scored {
      requireNonNull(components, "components");
      requireNonNull(ruleApplied, "ruleApplied");
    }

    static Scored of(Components components, Optional<OnMissingVerdict> ruleApplied) {
      return new Scored(components.sum(), components, ruleApplied);
    }
  }

  /// The terms of `R = R_RLVR − λ·1[flawed positive] + R_overlong`.
  ///
  /// @param outcome `R_RLVR`: 1 right, −1 wrong
  /// @param flaw −λ for a flawed positive, else 0
  /// @param overlong in [−factor, 0]
  record Components(double outcome, double flaw, double overlong) {
    double sum() {
      return outcome + flaw + overlong;
    }

    Components withoutFlaw() {
      return new Components(outcome, 0, overlong);
    }
  }

  /// A masked member: it has no reward and does not vote in its group.
  ///
  /// @param retryable whether asking again may give it a reward
  record Unscored(Cause cause, boolean retryable, String detail) implements RolloutScore {
    public Unscored {
      requireNonNull(cause, "cause");
      requireNonNull(detail, "detail");
    }

    /// Why it has no reward.
    public enum Cause {
      ANSWER_UNDECIDED,
      VERIFIER_UNAVAILABLE,
      VERDICT_MISSING,
      ROLLOUT_UNREADABLE,
      CANCELLED,
      MISSING
    }
  }
}
