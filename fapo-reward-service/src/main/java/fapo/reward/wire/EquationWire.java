package fapo.reward.wire;

import fapo.reward.core.Advantage;
import fapo.reward.core.CritiqueReward;
import fapo.reward.core.GroupAdvantage;
import fapo.reward.core.RewardRefusedException;
import fapo.reward.core.ScoringPolicy.AdvantagePolicy;
import fapo.reward.core.ScoringPolicy.Estimator;
import fapo.reward.v1.AdvantageGroup;
import fapo.reward.v1.ComputeAdvantageRequest;
import fapo.reward.v1.ComputeAdvantageResponse;
import fapo.reward.v1.CritiqueSample;
import fapo.reward.v1.MemberReward;
import fapo.reward.v1.RewardGroup;
import fapo.reward.v1.ScoreCritiquesRequest;
import fapo.reward.v1.ScoreCritiquesResponse;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The two equations as plain calls: nothing is judged, nothing recorded.
public final class EquationWire {
  private EquationWire() {}

  /// @throws RefusedException INVALID_REQUEST
  public static ComputeAdvantageResponse advantages(ComputeAdvantageRequest request) {
    AdvantagePolicy policy = policy(request);
    Violations violations = new Violations();
    for (int g = 0; g < request.getGroupsCount(); g++) {
      check(request.getGroups(g), "groups[" + g + "]", policy, violations);
    }
    violations.throwIfAny();
    ComputeAdvantageResponse.Builder reply = ComputeAdvantageResponse.newBuilder();
    for (RewardGroup group : request.getGroupsList()) {
      reply.addGroups(advantages(group, policy));
    }
    return reply.build();
  }

  private static AdvantagePolicy policy(ComputeAdvantageRequest request) {
    try {
      return PolicyWire.advantage(request.getPolicy(), AdvantagePolicy.of(Estimator.GRPO));
    } catch (RewardRefusedException wrong) {
      throw new RefusedException(
          List.of(new RefusedException.Violation(wrong.field(), wrong.problem())));
    }
  }

  private static void check(
      RewardGroup group, String field, AdvantagePolicy policy, Violations violations) {
    violations.require(
        group.getMembersCount() > 0, field + ".members", "empty (expected: at least one)");
    for (int i = 0; i < group.getMembersCount(); i++) {
      MemberReward member = group.getMembers(i);
      String path = field + ".members[" + i + "]";
      violations.require(
          Double.isFinite(member.getReward()),
          path + ".reward",
          member.getReward() + " (expected: finite, or absent for an unscored member)");
      violations.require(
          policy.estimator() != Estimator.OPO || member.hasResponseTokens(),
          path + ".response_tokens",
          "missing (expected: tokens, since ESTIMATOR_OPO weighs by length)");
    }
  }

  private static AdvantageGroup advantages(RewardGroup group, AdvantagePolicy policy) {
    GroupAdvantage advantage =
        Advantage.of(group.getMembersList().stream().map(EquationWire::member).toList(), policy);
    AdvantageGroup.Builder reply = AdvantageGroup.newBuilder();
    for (int i = 0; i < group.getMembersCount(); i++) {
      reply.addAdvantages(advantage.of(i));
    }
    if (advantage instanceof GroupAdvantage.NoSignal(GroupAdvantage.NoSignal.Cause cause)) {
      reply.setNoSignalCause(OutcomeWire.noSignal(cause));
    }
    return reply.build();
  }

  private static Advantage.Member member(MemberReward member) {
    return new Advantage.Member(
        member.hasReward() ? OptionalDouble.of(member.getReward()) : OptionalDouble.empty(),
        member.hasResponseTokens()
            ? OptionalInt.of(member.getResponseTokens())
            : OptionalInt.empty());
  }

  /// @throws RefusedException INVALID_REQUEST
  public static ScoreCritiquesResponse critiqueRewards(ScoreCritiquesRequest request) {
    Violations violations = new Violations();
    for (int i = 0; i < request.getSamplesCount(); i++) {
      CritiqueSample sample = request.getSamples(i);
      String field = "samples[" + i + "]";
      violations.require(
          sample.getStepCount() > 0,
          field + ".step_count",
          sample.getStepCount() + " (expected: > 0)");
      violations.require(
          sample.getLabel() >= -1 && sample.getLabel() < Math.max(1, sample.getStepCount()),
          field + ".label",
          sample.getLabel() + " (expected: in [-1, step_count))");
      violations.require(
          sample.getPredictionCase() != CritiqueSample.PredictionCase.PREDICTION_NOT_SET,
          field + ".prediction",
          "missing (expected: completion or index)");
    }
    violations.throwIfAny();
    ScoreCritiquesResponse.Builder reply = ScoreCritiquesResponse.newBuilder();
    for (CritiqueSample sample : request.getSamplesList()) {
      reply.addRewards(reward(sample));
    }
    return reply.build();
  }

  private static fapo.reward.v1.CritiqueReward reward(CritiqueSample sample) {
    // Malformed bytes in a completion decode to replacement characters, which are no digits:
    // unreadable, hence −1.
    CritiqueReward reward =
        sample.hasIndex()
            ? CritiqueReward.of(
                OptionalInt.of(sample.getIndex()), sample.getLabel(), sample.getStepCount())
            : CritiqueReward.of(
                sample.getCompletion().toStringUtf8(), sample.getLabel(), sample.getStepCount());
    fapo.reward.v1.CritiqueReward.Builder message =
        fapo.reward.v1.CritiqueReward.newBuilder()
            .setReward(reward.reward())
            .setOutcome(reward.outcome())
            .setProcess(reward.process());
    reward.prediction().ifPresent(message::setPrediction);
    return message.build();
  }
}
