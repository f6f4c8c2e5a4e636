package fapo.reward.wire;

import com.google.protobuf.ByteString;
import fapo.genrm.v1.Solution;
import fapo.reward.v1.Group;
import fapo.reward.v1.GroupKey;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.ScoreRolloutRequest;
import fapo.reward.v1.ScoringPolicy;
import fapo.reward.v1.Split;
import fapo.reward.v1.Task;

/// Requests in which nothing is wrong.
public final class Requests {
  private Requests() {}

  public static Group.Builder group(String... texts) {
    Group.Builder group = Group.newBuilder().setKey(key()).setTask(task());
    for (String text : texts) {
      group.addRollouts(rollout(text));
    }
    return group;
  }

  public static Rollout.Builder rollout(String text) {
    return Rollout.newBuilder().setResponseTokens(40).setSolution(solution(text));
  }

  public static Solution.Builder solution(String text) {
    return Solution.newBuilder().setText(ByteString.copyFromUtf8(text));
  }

  public static GroupKey.Builder key() {
    return GroupKey.newBuilder().setRunId("run").setStep(3).setGroupId("group");
  }

  public static Task.Builder task() {
    return Task.newBuilder()
        .setProblem(ByteString.copyFromUtf8("3 + 4?"))
        .addReferences(ByteString.copyFromUtf8("7"))
        .setSplit(Split.SPLIT_TRAIN);
  }

  public static ScoringPolicy.Builder policy() {
    ScoringPolicy.Builder policy = ScoringPolicy.newBuilder();
    policy.getOverlongBuilder().setMaxResponseTokens(3000).setBufferTokens(2).setPenaltyFactor(2);
    return policy;
  }

  static ScoreRolloutRequest.Builder single() {
    return ScoreRolloutRequest.newBuilder()
        .setKey(key())
        .setTask(task())
        .setGroupSize(4)
        .setRollout(rollout("3 + 4 = 7").setRolloutIndex(2));
  }
}
