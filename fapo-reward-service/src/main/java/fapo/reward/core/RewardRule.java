package fapo.reward.core;

import fapo.reward.core.JudgedRollout.Judged;
import fapo.reward.core.JudgedRollout.Unjudged;
import fapo.reward.core.RolloutScore.Components;
import fapo.reward.core.RolloutScore.Scored;
import fapo.reward.core.RolloutScore.Unscored;
import fapo.reward.core.ScoredGroup.DegradedCause;
import fapo.reward.core.ScoringPolicy.OnMissingVerdict;
import fapo.reward.core.ScoringPolicy.OnUndecided;
import java.util.List;
import java.util.Optional;

/// The first equation: `R = R_RLVR − λ·1[flawed positive] + R_overlong` (FAPO, arXiv 2510.22543).
///
/// | check | `R_RLVR` |
/// |---|---|
/// | `Equivalent` | 1 |
/// | `Different`, `Unreadable`, `Undecided(LIMIT)` | −1 |
/// | `Undecided(NO_RULE)` | by `on_undecided`: none, or −1 |
/// | `Unavailable` | none: the member is unscored |
///
/// The verdict counts only where {@link #needsVerdict}; where it is needed and not there,
/// `on_missing_verdict` decides, and the score says which rule was applied.
///
/// **Deviation from the recipe** (`fapo/reward_fn_reasoning.py`): a missing verdict is never taken
/// for "no flaw" unless the policy says so.
public final class RewardRule {
  private static final double RIGHT = 1;
  private static final double WRONG = -1;

  private RewardRule() {}

  /// Whether the reward depends on a verdict: the answer is right, and the policy asks a critic
  /// about this split.
  public static boolean needsVerdict(AnswerCheck check, Split split, ScoringPolicy policy) {
    return check instanceof AnswerCheck.Equivalent
        && split == Split.TRAIN
        && policy.preset().asksCritic();
  }

  /// Whether the reward depends on a verdict that is not there.
  public static boolean lacksVerdict(JudgedRollout rollout, Split split, ScoringPolicy policy) {
    return rollout instanceof Judged judged
        && !judged.verdict().decided()
        && needsVerdict(judged.check(), split, policy);
  }

  /// The reward of one rollout that is answered by itself. Under DEGRADE_GROUP a missing verdict
  /// gives it its answer-only reward, flagged; see {@link GroupScoring#assemble} for its group.
  ///
  /// @throws RewardRefusedException INVALID: `rollout.response_tokens` is missing and the policy
  ///     needs it; VERDICT_MISSING under FAIL
  public static RolloutScore score(JudgedRollout rollout, Split split, ScoringPolicy policy) {
    return score(rollout, split, policy, "rollout");
  }

  /// As {@link #score(JudgedRollout, Split, ScoringPolicy)}.
  ///
  /// @param field what refusals call the rollout
  static RolloutScore score(
      JudgedRollout rollout, Split split, ScoringPolicy policy, String field) {
    return switch (rollout) {
      case Judged judged -> judged(judged, split, policy, field);
      case Unjudged(Unjudged.Cause cause, String detail) -> unjudged(cause, detail);
    };
  }

  /// Why a group of these members is valued by its answers alone; empty where it is not.
  public static Optional<DegradedCause> degradation(
      List<? extends JudgedRollout> members, Split split, ScoringPolicy policy) {
    if (policy.onMissingVerdict() != OnMissingVerdict.DEGRADE_GROUP) {
      return Optional.empty();
    }
    return members.stream()
        .filter(member -> lacksVerdict(member, split, policy))
        .map(member -> cause(((Judged) member).verdict()))
        .min(DegradedCause::compareTo);
  }

  private static DegradedCause cause(Verdict missing) {
    return switch (missing) {
      case Verdict.Unavailable _, Verdict.NotAsked _ -> DegradedCause.VERDICT_UNAVAILABLE;
      case Verdict.Unreadable _ -> DegradedCause.VERDICT_UNREADABLE;
      case Verdict.OutOfScope _ -> DegradedCause.VERDICT_OUT_OF_SCOPE;
      case Verdict.Sound _, Verdict.FlawedAt _ ->
          throw new IllegalStateException("verdict: " + missing + " (expected: a missing one)");
    };
  }

  private static RolloutScore judged(
      Judged rollout, Split split, ScoringPolicy policy, String field) {
    if (policy.needsResponseTokens() && rollout.responseTokens().isEmpty()) {
      throw RewardRefusedException.invalid(
          field + ".response_tokens",
          "missing",
          "tokens, since the policy's overlong term or estimator needs them");
    }
    return switch (rollout.check()) {
      case AnswerCheck.Equivalent _ -> right(rollout, split, policy, field);
      case AnswerCheck.Different _, AnswerCheck.Unreadable _ -> wrong(rollout, policy);
      case AnswerCheck.Undecided(AnswerCheck.Undecided.Reason reason, String detail) ->
          switch (reason) {
            case LIMIT -> wrong(rollout, policy);
            case NO_RULE ->
                policy.onUndecided() == OnUndecided.WRONG
                    ? wrong(rollout, policy)
                    : new Unscored(Unscored.Cause.ANSWER_UNDECIDED, false, detail);
          };
      case AnswerCheck.Unavailable(String detail) ->
          new Unscored(Unscored.Cause.VERIFIER_UNAVAILABLE, true, detail);
    };
  }

  private static RolloutScore wrong(Judged rollout, ScoringPolicy policy) {
    return Scored.of(new Components(WRONG, 0, overlong(rollout, policy)), Optional.empty());
  }

  private static RolloutScore right(
      Judged rollout, Split split, ScoringPolicy policy, String field) {
    Components clean = new Components(RIGHT, 0, overlong(rollout, policy));
    if (!needsVerdict(rollout.check(), split, policy)) {
      return Scored.of(clean, Optional.empty());
    }
    return switch (rollout.verdict()) {
      case Verdict.Sound _ -> Scored.of(clean, Optional.empty());
      case Verdict.FlawedAt _ -> Scored.of(flawed(clean, policy), Optional.empty());
      case Verdict.Unreadable _, Verdict.Unavailable _, Verdict.OutOfScope _, Verdict.NotAsked _ ->
          withoutVerdict(clean, rollout.verdict(), policy, field);
    };
  }

  private static RolloutScore withoutVerdict(
      Components clean, Verdict missing, ScoringPolicy policy, String field) {
    OnMissingVerdict rule = policy.onMissingVerdict();
    return switch (rule) {
      case DEGRADE_GROUP, NO_PENALTY -> Scored.of(clean, Optional.of(rule));
      case PENALTY -> Scored.of(flawed(clean, policy), Optional.of(rule));
      case MASK ->
          new Unscored(
              Unscored.Cause.VERDICT_MISSING,
              cause(missing) == DegradedCause.VERDICT_UNAVAILABLE,
              describe(missing));
      case FAIL ->
          throw new RewardRefusedException(
              RewardRefusedException.Reason.VERDICT_MISSING,
              field + ".verdict",
              describe(missing) + " (expected: a verdict, since on_missing_verdict is FAIL)");
    };
  }

  private static String describe(Verdict missing) {
    return switch (missing) {
      case Verdict.Unreadable(String excerpt) -> "unreadable: '" + excerpt + "'";
      case Verdict.Unavailable(Verdict.Unavailable.Cause cause, String detail) ->
          "unavailable, " + cause + ": " + detail;
      case Verdict.OutOfScope(Verdict.OutOfScope.Reason reason, String detail) ->
          "out of scope, " + reason + ": " + detail;
      case Verdict.NotAsked(Verdict.NotAsked.Why why) -> "not asked, " + why;
      case Verdict.Sound _, Verdict.FlawedAt _ -> missing.toString();
    };
  }

  private static Components flawed(Components clean, ScoringPolicy policy) {
    return new Components(clean.outcome(), 0 - policy.flawPenalty(), clean.overlong());
  }

  private static double overlong(Judged rollout, ScoringPolicy policy) {
    return policy.overlong().isPresent()
        ? policy.overlong().get().penalty(rollout.responseTokens().orElseThrow())
        : 0;
  }

  private static Unscored unjudged(Unjudged.Cause cause, String detail) {
    return switch (cause) {
      case ROLLOUT_UNREADABLE -> new Unscored(Unscored.Cause.ROLLOUT_UNREADABLE, false, detail);
      case CANCELLED -> new Unscored(Unscored.Cause.CANCELLED, true, detail);
      case MISSING -> new Unscored(Unscored.Cause.MISSING, false, detail);
    };
  }
}
