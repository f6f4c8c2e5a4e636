package fapo.gateway.rollout;

import static fapo.gateway.json.Present.set;

import com.google.protobuf.ByteString;
import fapo.gateway.critique.SolutionWire;
import fapo.gateway.json.Present;
import fapo.reward.v1.GroupKey;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.Task;

/// Keys, tasks and rollouts ⇄ JSON records.
public final class GroupWire {
  private GroupWire() {}

  public static GroupKey key(GroupKeyJson json) {
    var key = GroupKey.newBuilder();
    set(json.runId(), key::setRunId);
    set(json.runAttempt(), key::setRunAttempt);
    set(json.step(), key::setStep);
    set(json.groupId(), key::setGroupId);
    set(json.groupAttempt(), key::setGroupAttempt);
    return key.build();
  }

  public static GroupKeyJson key(GroupKey key) {
    return new GroupKeyJson(
        key.getRunId(),
        key.getRunAttempt(),
        key.getStep(),
        key.getGroupId(),
        key.getGroupAttempt());
  }

  public static Task task(TaskJson json) {
    var task = Task.newBuilder();
    Present.text(json.problem(), task::setProblem);
    Present.list(json.references()).stream()
        .map(ByteString::copyFromUtf8)
        .forEach(task::addReferences);
    set(json.split(), task::setSplit);
    return task.build();
  }

  public static TaskJson task(Task task) {
    return new TaskJson(
        task.getProblem().toStringUtf8(),
        Present.all(task.getReferencesList(), ByteString::toStringUtf8),
        Present.named(task.getSplit()));
  }

  /// @param path of the rollout, for refusals, ending in a dot
  public static Rollout rollout(String path, RolloutJson json) {
    var rollout = Rollout.newBuilder();
    set(json.rolloutIndex(), rollout::setRolloutIndex);
    set(json.rolloutId(), rollout::setRolloutId);
    rollout.setSolution(SolutionWire.solution(path, json.text(), json.turns(), json.steps()));
    set(json.finishReason(), rollout::setFinishReason);
    set(json.responseTokens(), rollout::setResponseTokens);
    set(json.policyVersionMin(), rollout::setPolicyVersionMin);
    set(json.policyVersionMax(), rollout::setPolicyVersionMax);
    return rollout.build();
  }

  public static RolloutJson rollout(Rollout rollout) {
    return new RolloutJson(
        Present.when(rollout.hasRolloutIndex(), rollout.getRolloutIndex()),
        Present.text(rollout.getRolloutId()),
        SolutionWire.text(rollout.getSolution()),
        SolutionWire.turns(rollout.getSolution()),
        SolutionWire.steps(rollout.getSolution()),
        Present.named(rollout.getFinishReason()),
        Present.when(rollout.hasResponseTokens(), rollout.getResponseTokens()),
        Present.when(rollout.hasPolicyVersionMin(), rollout.getPolicyVersionMin()),
        Present.when(rollout.hasPolicyVersionMax(), rollout.getPolicyVersionMax()));
  }
}
