package fapo.gateway.policy;

import static fapo.gateway.json.Present.set;

import fapo.gateway.critique.CritiqueWire;
import fapo.gateway.json.Present;
import fapo.gateway.policy.ScoringPolicyJson.OverlongJson;
import fapo.gateway.verify.VerifyWire;
import fapo.reward.v1.AdvantagePolicy;
import fapo.reward.v1.Overlong;
import fapo.reward.v1.ScoringPolicy;

/// Policies ⇄ JSON records.
public final class PolicyWire {
  private PolicyWire() {}

  public static ScoringPolicy policy(ScoringPolicyJson json) {
    var policy = ScoringPolicy.newBuilder();
    set(json.preset(), policy::setPreset);
    set(json.flawPenalty(), policy::setFlawPenalty);
    set(json.onUndecided(), policy::setOnUndecided);
    set(json.onMissingVerdict(), policy::setOnMissingVerdict);
    set(json.overlong(), PolicyWire::overlong, policy::setOverlong);
    set(json.advantage(), PolicyWire::advantage, policy::setAdvantage);
    set(json.answerWhen(), policy::setAnswerWhen);
    set(json.verify(), VerifyWire::options, policy::setVerify);
    set(json.critique(), o -> CritiqueWire.options("policy.critique.", o), policy::setCritique);
    set(json.allowDemoCritic(), policy::setAllowDemoCritic);
    set(json.confirmations(), policy::setConfirmations);
    return policy.build();
  }

  private static Overlong overlong(OverlongJson json) {
    var overlong = Overlong.newBuilder();
    set(json.maxResponseTokens(), overlong::setMaxResponseTokens);
    set(json.bufferTokens(), overlong::setBufferTokens);
    set(json.penaltyFactor(), overlong::setPenaltyFactor);
    return overlong.build();
  }

  public static AdvantagePolicy advantage(AdvantagePolicyJson json) {
    var advantage = AdvantagePolicy.newBuilder();
    set(json.estimator(), advantage::setEstimator);
    set(json.epsilon(), advantage::setEpsilon);
    set(json.minSpread(), advantage::setMinSpread);
    set(json.minScored(), advantage::setMinScored);
    set(json.groupOfOne(), advantage::setGroupOfOne);
    return advantage.build();
  }

  public static ScoringPolicyJson policy(ScoringPolicy policy) {
    return new ScoringPolicyJson(
        Present.named(policy.getPreset()),
        Present.when(policy.hasFlawPenalty(), policy.getFlawPenalty()),
        Present.named(policy.getOnUndecided()),
        Present.named(policy.getOnMissingVerdict()),
        Present.when(policy.hasOverlong(), policy.getOverlong(), PolicyWire::overlong),
        Present.when(policy.hasAdvantage(), policy.getAdvantage(), PolicyWire::advantage),
        Present.named(policy.getAnswerWhen()),
        Present.when(policy.hasVerify(), policy.getVerify(), VerifyWire::options),
        Present.when(policy.hasCritique(), policy.getCritique(), CritiqueWire::options),
        Present.when(policy.getAllowDemoCritic(), true),
        Present.when(policy.hasConfirmations(), policy.getConfirmations()));
  }

  private static OverlongJson overlong(Overlong overlong) {
    return new OverlongJson(
        overlong.getMaxResponseTokens(),
        overlong.getBufferTokens(),
        Present.when(overlong.hasPenaltyFactor(), overlong.getPenaltyFactor()));
  }

  private static AdvantagePolicyJson advantage(AdvantagePolicy advantage) {
    return new AdvantagePolicyJson(
        Present.named(advantage.getEstimator()),
        Present.when(advantage.hasEpsilon(), advantage.getEpsilon()),
        Present.when(advantage.hasMinSpread(), advantage.getMinSpread()),
        Present.when(advantage.hasMinScored(), advantage.getMinScored()),
        Present.named(advantage.getGroupOfOne()));
  }
}
