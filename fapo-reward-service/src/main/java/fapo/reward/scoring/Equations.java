package fapo.reward.scoring;

import fapo.reward.core.GroupScoring;
import fapo.reward.core.JudgedRollout;
import fapo.reward.core.RewardRefusedException;
import fapo.reward.core.ScoredGroup;
import fapo.reward.core.ScoringPolicy;
import fapo.reward.core.StepShares;
import fapo.reward.v1.GroupScore;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.RefusedException;
import fapo.reward.wire.ScoringOrder;
import java.util.List;

/// Outcomes of one group ▸ its rewards and advantages: the same for a first answer, a revision and
/// a replay.
final class Equations {
  private Equations() {}

  /// What members were answered one by one keeps standing; a group answered at once is exact.
  ///
  /// @param judged in the order's order
  /// @throws RefusedException where the policy refuses these outcomes
  static ScoredGroup scored(ScoringOrder order, List<JudgedMember> judged) {
    List<JudgedRollout> rollouts = judged.stream().map(OutcomeWire::judged).toList();
    try {
      return order.policy().answerWhen() == ScoringPolicy.AnswerWhen.GROUP
          ? GroupScoring.score(rollouts, order.split(), order.policy())
          : GroupScoring.assemble(rollouts, order.split(), order.policy());
    } catch (RewardRefusedException refused) {
      throw RefusedException.of(refused);
    }
  }

  /// A score that is not yet on record.
  ///
  /// @param shares what it adds to its step
  record Answer(GroupScore.Builder score, StepShares shares) {}

  /// @param judged in the order's order
  /// @throws RefusedException where the policy refuses these outcomes
  static Answer answer(ScoringOrder order, List<JudgedMember> judged) {
    ScoredGroup scored = scored(order, judged);
    GroupScore.Builder score =
        GroupScore.newBuilder()
            .setKey(OutcomeWire.key(order.key()))
            .setStatus(OutcomeWire.status(scored))
            .addAllWarnings(order.warnings());
    for (int i = 0; i < judged.size(); i++) {
      score.addRollouts(OutcomeWire.result(judged.get(i), scored, i));
    }
    return new Answer(score, StepShares.of(scored));
  }
}
