package fapo.reward.core;

import fapo.reward.core.JudgedRollout.Judged;
import fapo.reward.core.RolloutScore.Scored;
import fapo.reward.core.RolloutScore.Unscored;
import fapo.reward.core.ScoredGroup.DegradedCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Outcomes ▸ rewards ▸ advantages of one group. The same outcomes give the same bits, always:
/// replay calls these very functions.
public final class GroupScoring {
  private GroupScoring() {}

  /// A group answered as a whole. Degraded, no member pays for a flaw.
  ///
  /// @param members in the group's order, at least one
  /// @throws RewardRefusedException INVALID: no members, or `rollouts[i].response_tokens` is
  ///     missing and the policy needs it; VERDICT_MISSING under FAIL
  public static ScoredGroup score(
      List<? extends JudgedRollout> members, Split split, ScoringPolicy policy) {
    List<RolloutScore> alone = alone(members, split, policy);
    Optional<DegradedCause> degraded = RewardRule.degradation(members, split, policy);
    List<RolloutScore> rewards = degraded.isPresent() ? byAnswerAlone(alone) : alone;
    return scored(rewards, rewards, members, policy, degraded);
  }

  /// A group whose members were answered one by one. Each keeps the reward it was given by
  /// {@link RewardRule#score(JudgedRollout, Split, ScoringPolicy)}; where a verdict is missing
  /// under DEGRADE_GROUP, the advantages of all members come from their answer-only rewards.
  ///
  /// @throws RewardRefusedException as {@link #score}
  public static ScoredGroup assemble(
      List<? extends JudgedRollout> members, Split split, ScoringPolicy policy) {
    List<RolloutScore> alone = alone(members, split, policy);
    Optional<DegradedCause> degraded = RewardRule.degradation(members, split, policy);
    List<RolloutScore> basis = degraded.isPresent() ? byAnswerAlone(alone) : alone;
    return scored(alone, basis, members, policy, degraded);
  }

  private static List<RolloutScore> alone(
      List<? extends JudgedRollout> members, Split split, ScoringPolicy policy) {
    if (members.isEmpty()) {
      throw RewardRefusedException.invalid("rollouts", "empty", "at least one");
    }
    List<RolloutScore> scores = new ArrayList<>(members.size());
    for (int i = 0; i < members.size(); i++) {
      scores.add(RewardRule.score(members.get(i), split, policy, "rollouts[" + i + "]"));
    }
    return scores;
  }

  private static List<RolloutScore> byAnswerAlone(List<RolloutScore> scores) {
    List<RolloutScore> stripped = new ArrayList<>(scores.size());
    for (RolloutScore score : scores) {
      stripped.add(
          switch (score) {
            case Scored scored ->
                Scored.of(scored.components().withoutFlaw(), scored.ruleApplied());
            case Unscored unscored -> unscored;
          });
    }
    return stripped;
  }

  private static ScoredGroup scored(
      List<RolloutScore> rewards,
      List<RolloutScore> basis,
      List<? extends JudgedRollout> members,
      ScoringPolicy policy,
      Optional<DegradedCause> degraded) {
    List<Advantage.Member> voters = new ArrayList<>(basis.size());
    for (int i = 0; i < basis.size(); i++) {
      voters.add(new Advantage.Member(reward(basis.get(i)), responseTokens(members.get(i))));
    }
    return new ScoredGroup(
        rewards, Advantage.of(voters, policy.advantage()), degraded, neutralReward(rewards));
  }

  private static OptionalDouble reward(RolloutScore score) {
    return switch (score) {
      case Scored scored -> OptionalDouble.of(scored.reward());
      case Unscored _ -> OptionalDouble.empty();
    };
  }

  private static OptionalInt responseTokens(JudgedRollout member) {
    return switch (member) {
      case Judged judged -> judged.responseTokens();
      case JudgedRollout.Unjudged _ -> OptionalInt.empty();
    };
  }

  private static OptionalDouble neutralReward(List<RolloutScore> rewards) {
    double[] scored =
        rewards.stream()
            .map(GroupScoring::reward)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    return scored.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Deviations.sum(scored) / scored.length);
  }
}
