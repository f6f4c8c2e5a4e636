package fapo.reward.scoring;

import com.google.protobuf.ByteString;
import fapo.reward.audit.MemberRecord;
import fapo.reward.audit.assembly.GroupAssembly;
import fapo.reward.audit.assembly.OpenGroup;
import fapo.reward.core.GroupScoring;
import fapo.reward.core.JudgedRollout;
import fapo.reward.core.JudgedRollout.Unjudged;
import fapo.reward.core.ScoredGroup;
import fapo.reward.core.ScoringPolicy;
import fapo.reward.core.StepShares;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.Rollout;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.ScoringOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finishes a group that came rollout by rollout: its advantages, its record, and everyone who
/// waits for it.
final class GroupFinish {
  private final GroupAssembly assembly;
  private final Completions completions;
  private final Recording recording;

  GroupFinish(GroupAssembly assembly, Completions completions, Recording recording) {
    this.assembly = assembly;
    this.completions = completions;
    this.recording = recording;
  }

  GroupScore finish(OpenGroup open, List<MemberRecord> members) {
    ScoringOrder order =
        withMissing(Records.order(open.key(), open.content(), members), open.size());
    List<JudgedMember> judged = judged(order, members);
    ScoredGroup scored = equations(order, judged);
    GroupScore.Builder score =
        GroupScore.newBuilder()
            .setKey(OutcomeWire.key(open.key()))
            .setStatus(OutcomeWire.status(scored));
    for (int i = 0; i < judged.size(); i++) {
      score.addRollouts(OutcomeWire.result(judged.get(i), scored, i));
    }
    GroupScore answer = recording.record(order, score, StepShares.of(scored));
    Recording.await(assembly.finish(open.key()));
    completions.complete(open.key(), answer);
    return answer;
  }

  /// What members were answered one by one keeps standing; replies that were held until now are
  /// exact.
  private static ScoredGroup equations(ScoringOrder order, List<JudgedMember> judged) {
    List<JudgedRollout> rollouts = judged.stream().map(OutcomeWire::judged).toList();
    return order.policy().answerWhen() == ScoringPolicy.AnswerWhen.GROUP
        ? GroupScoring.score(rollouts, order.split(), order.policy())
        : GroupScoring.assemble(rollouts, order.split(), order.policy());
  }

  private static List<JudgedMember> judged(ScoringOrder order, List<MemberRecord> members) {
    List<JudgedMember> judged = new ArrayList<>(order.members().size());
    for (ScoringOrder.Member member : order.members()) {
      judged.add(
          members.stream()
              .filter(record -> record.index() == member.index())
              .findFirst()
              .map(record -> Records.judged(member, Records.read(record).result()))
              .orElseGet(() -> JudgedMember.unjudged(member)));
    }
    return judged;
  }

  /// Members that never came keep their places.
  private static ScoringOrder withMissing(ScoringOrder order, int size) {
    Set<Integer> came =
        order.members().stream().map(ScoringOrder.Member::index).collect(Collectors.toSet());
    List<ScoringOrder.Member> all = new ArrayList<>(order.members());
    for (int index = 0; index < size; index++) {
      if (!came.contains(index)) {
        all.add(missing(index));
      }
    }
    all.sort(Comparator.comparingInt(ScoringOrder.Member::index));
    return order.withMembers(all);
  }

  private static ScoringOrder.Member missing(int index) {
    return new ScoringOrder.Member(
        index,
        Rollout.newBuilder().setRolloutIndex(index).build(),
        ByteString.EMPTY,
        Optional.of(
            new Unjudged(
                Unjudged.Cause.MISSING,
                "rollouts[" + index + "]: the group was closed before it came")),
        ByteString.copyFrom(new byte[32]));
  }
}
