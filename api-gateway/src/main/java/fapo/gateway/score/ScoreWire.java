package fapo.gateway.score;

import static fapo.gateway.json.Present.set;

import com.google.protobuf.Timestamp;
import fapo.gateway.critique.VerdictWire;
import fapo.gateway.edge.InvalidFields;
import fapo.gateway.json.Present;
import fapo.gateway.policy.PolicyWire;
import fapo.gateway.rollout.GroupWire;
import fapo.gateway.score.RolloutResultJson.RewardComponentsJson;
import fapo.gateway.score.RolloutResultJson.ScoredJson;
import fapo.gateway.score.RolloutResultJson.UnscoredJson;
import fapo.gateway.verify.VerifyWire;
import fapo.reward.v1.Group;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.GroupStatus;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.ScoreGroupRequest;
import fapo.reward.v1.ScoreRolloutRequest;
import fapo.reward.v1.ScoreRolloutResponse;
import fapo.reward.v1.Scored;
import fapo.reward.v1.StepShares;
import fapo.reward.v1.Unscored;
import java.time.Instant;

/// Scoring requests and scores ⇄ JSON records.
public final class ScoreWire {
  private ScoreWire() {}

  static ScoreGroupRequest request(ScoreGroupRequestJson json) {
    var group = Group.newBuilder();
    set(json.key(), GroupWire::key, group::setKey);
    set(json.task(), GroupWire::task, group::setTask);
    var rollouts = Present.list(json.rollouts());
    for (int i = 0; i < rollouts.size(); i++) {
      group.addRollouts(GroupWire.rollout("rollouts[" + i + "].", rollouts.get(i)));
    }
    var request = ScoreGroupRequest.newBuilder().setGroup(group);
    set(json.policy(), PolicyWire::policy, request::setPolicy);
    set(json.revise(), request::setRevise);
    return request.build();
  }

  static ScoreRolloutRequest request(ScoreRolloutRequestJson json) {
    var request = ScoreRolloutRequest.newBuilder();
    set(json.key(), GroupWire::key, request::setKey);
    set(json.task(), GroupWire::task, request::setTask);
    if (json.rollout() == null) {
      throw InvalidFields.of("rollout", "missing (expected: one rollout)");
    }
    request.setRollout(GroupWire.rollout("rollout.", json.rollout()));
    set(json.groupSize(), request::setGroupSize);
    set(json.policy(), PolicyWire::policy, request::setPolicy);
    set(json.revise(), request::setRevise);
    return request.build();
  }

  static ScoreRolloutResponseJson response(ScoreRolloutResponse response) {
    return new ScoreRolloutResponseJson(
        result(response.getResult()),
        Present.when(response.hasGroup(), response.getGroup(), ScoreWire::group),
        response.getReplayed(),
        Present.some(response.getWarningsList(), w -> w),
        Present.when(response.hasStep(), response.getStep(), ScoreWire::shares),
        Present.named(response.getRecorded()));
  }

  public static GroupScoreJson group(GroupScore group) {
    return new GroupScoreJson(
        GroupWire.key(group.getKey()),
        status(group.getStatus()),
        Present.all(group.getRolloutsList(), ScoreWire::result),
        group.getReplayed(),
        group.getRevision(),
        Present.some(group.getWarningsList(), w -> w),
        Present.when(group.hasStep(), group.getStep(), ScoreWire::shares),
        Present.named(group.getRecorded()),
        Present.when(group.hasScoredAt(), group.getScoredAt(), ScoreWire::instant));
  }

  public static GroupStatusJson status(GroupStatus status) {
    return new GroupStatusJson(
        Present.named(status.getCode()),
        Present.named(status.getDegradedCause()),
        Present.named(status.getNoSignalCause()),
        Present.text(status.getDetail()));
  }

  public static Instant instant(Timestamp at) {
    return Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
  }

  private static RolloutResultJson result(RolloutResult result) {
    return new RolloutResultJson(
        result.getRolloutIndex(),
        Present.text(result.getRolloutId()),
        Present.when(result.hasAnswerCheck(), result.getAnswerCheck(), VerifyWire::check),
        Present.when(result.hasVerdict(), result.getVerdict(), VerdictWire::verdict),
        Present.when(result.hasScored(), result.getScored(), ScoreWire::scored),
        Present.when(result.hasUnscored(), result.getUnscored(), ScoreWire::unscored),
        Present.when(result.hasAdvantage(), result.getAdvantage()),
        Present.named(result.getMissingVerdictRule()));
  }

  private static ScoredJson scored(Scored scored) {
    var parts = scored.getComponents();
    return new ScoredJson(
        scored.getReward(),
        new RewardComponentsJson(parts.getOutcome(), parts.getFlaw(), parts.getOverlong()));
  }

  private static UnscoredJson unscored(Unscored unscored) {
    return new UnscoredJson(
        Present.named(unscored.getCause()),
        unscored.getRetryable(),
        Present.text(unscored.getDetail()),
        Present.when(unscored.hasNeutralReward(), unscored.getNeutralReward()));
  }

  private static StepSharesJson shares(StepShares step) {
    return new StepSharesJson(
        step.getRollouts(), step.getDegraded(), step.getUnscored(), Present.named(step.getAlarm()));
  }
}
