package fapo.gateway.advantage;

import static fapo.gateway.json.Present.set;

import fapo.gateway.advantage.AdvantageRequestJson.MemberRewardJson;
import fapo.gateway.advantage.AdvantageRequestJson.RewardGroupJson;
import fapo.gateway.advantage.AdvantageResponseJson.AdvantageGroupJson;
import fapo.gateway.advantage.CritiqueRewardsRequestJson.CritiqueSampleJson;
import fapo.gateway.advantage.CritiqueRewardsResponseJson.CritiqueRewardJson;
import fapo.gateway.edge.InvalidFields;
import fapo.gateway.json.Present;
import fapo.gateway.policy.PolicyWire;
import fapo.reward.v1.AdvantageGroup;
import fapo.reward.v1.ComputeAdvantageRequest;
import fapo.reward.v1.ComputeAdvantageResponse;
import fapo.reward.v1.CritiqueReward;
import fapo.reward.v1.CritiqueSample;
import fapo.reward.v1.MemberReward;
import fapo.reward.v1.RewardGroup;
import fapo.reward.v1.ScoreCritiquesRequest;
import fapo.reward.v1.ScoreCritiquesResponse;

/// The two bare equations ⇄ JSON records.
final class AdvantageWire {
  private AdvantageWire() {}

  static ComputeAdvantageRequest request(AdvantageRequestJson json) {
    var request = ComputeAdvantageRequest.newBuilder();
    Present.list(json.groups()).stream().map(AdvantageWire::group).forEach(request::addGroups);
    set(json.policy(), PolicyWire::advantage, request::setPolicy);
    return request.build();
  }

  private static RewardGroup group(RewardGroupJson json) {
    var group = RewardGroup.newBuilder();
    Present.list(json.members()).stream().map(AdvantageWire::member).forEach(group::addMembers);
    return group.build();
  }

  private static MemberReward member(MemberRewardJson json) {
    var member = MemberReward.newBuilder();
    set(json.reward(), member::setReward);
    set(json.responseTokens(), member::setResponseTokens);
    return member.build();
  }

  static AdvantageResponseJson response(ComputeAdvantageResponse response) {
    return new AdvantageResponseJson(Present.all(response.getGroupsList(), AdvantageWire::group));
  }

  private static AdvantageGroupJson group(AdvantageGroup group) {
    return new AdvantageGroupJson(
        group.getAdvantagesList(), Present.named(group.getNoSignalCause()));
  }

  static ScoreCritiquesRequest request(CritiqueRewardsRequestJson json) {
    var request = ScoreCritiquesRequest.newBuilder();
    var samples = Present.list(json.samples());
    for (int i = 0; i < samples.size(); i++) {
      request.addSamples(sample("samples[" + i + "].", samples.get(i)));
    }
    return request.build();
  }

  private static CritiqueSample sample(String path, CritiqueSampleJson json) {
    if ((json.completion() == null) == (json.index() == null)) {
      String found = json.index() == null ? "missing" : "given together with index";
      throw InvalidFields.of(
          path + "completion", found + " (expected: either completion or index)");
    }
    if (json.label() == null) {
      throw InvalidFields.of(path + "label", "missing (expected: an integer in [-1, step_count))");
    }
    var sample = CritiqueSample.newBuilder().setLabel(json.label());
    Present.text(json.completion(), sample::setCompletion);
    set(json.index(), sample::setIndex);
    set(json.stepCount(), sample::setStepCount);
    return sample.build();
  }

  static CritiqueRewardsResponseJson response(ScoreCritiquesResponse response) {
    return new CritiqueRewardsResponseJson(
        Present.all(response.getRewardsList(), AdvantageWire::reward));
  }

  private static CritiqueRewardJson reward(CritiqueReward reward) {
    return new CritiqueRewardJson(
        reward.getReward(),
        reward.getOutcome(),
        reward.getProcess(),
        Present.when(reward.hasPrediction(), reward.getPrediction()));
  }
}
