package fapo.reward.scoring;

import com.google.protobuf.ByteString;
import fapo.reward.audit.AuditPressureException;
import fapo.reward.audit.AuditUnavailableException;
import fapo.reward.audit.MemberRecord;
import fapo.reward.audit.assembly.GroupAssembly;
import fapo.reward.audit.assembly.OpenGroup;
import fapo.reward.core.GroupKey;
import fapo.reward.core.JudgedRollout.Unjudged;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.Rollout;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.RefusedException;
import fapo.reward.wire.ScoringOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// Finishes a group that came rollout by rollout: its advantages, its record, and everyone who
/// waits for it.
///
/// A group that this replica must finish while the database is away stays its duty, so that nobody
/// has to wait until another replica may claim it.
final class GroupFinish {
  private record Duty(OpenGroup open, List<MemberRecord> members) {}

  private final GroupAssembly assembly;
  private final Completions completions;
  private final Recording recording;
  private final Map<GroupKey, Duty> unfinished = new ConcurrentHashMap<>();

  GroupFinish(GroupAssembly assembly, Completions completions, Recording recording) {
    this.assembly = assembly;
    this.completions = completions;
    this.recording = recording;
    completions.alsoDo(this::resume);
  }

  /// @throws AuditUnavailableException where the answer could not be recorded; the duty stays
  GroupScore finish(OpenGroup open, List<MemberRecord> members) {
    return finish(new Duty(open, members));
  }

  /// Takes up a group again that this replica could not finish.
  Optional<GroupScore> resume(GroupKey key) {
    return Optional.ofNullable(unfinished.remove(key)).map(this::finish);
  }

  private void resume() {
    for (GroupKey key : unfinished.keySet()) {
      try {
        var _ = resume(key);
      } catch (AuditUnavailableException | AuditPressureException later) {
        return; // the duty is back among the unfinished
      } catch (RefusedException refused) {
        completions.fail(key::equals, refused);
      }
    }
  }

  private GroupScore finish(Duty duty) {
    GroupKey key = duty.open().key();
    GroupScore answer;
    try {
      answer = record(duty);
    } catch (AuditUnavailableException | AuditPressureException later) {
      unfinished.put(key, duty);
      throw later;
    }
    completions.complete(key, answer);
    // It is on record, so it may be answered; that the assembly forgets it can wait.
    var _ =
        CompletableFuture.completedFuture(key)
            .thenCompose(assembly::finish)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    unfinished.put(key, duty);
                  }
                });
    return answer;
  }

  private GroupScore record(Duty duty) {
    OpenGroup open = duty.open();
    Map<Integer, MemberRecord> came = new HashMap<>();
    duty.members().forEach(record -> came.put(record.index(), record));
    ScoringOrder order =
        withMissing(Records.order(open.key(), open.content(), duty.members()), open.size(), came);
    List<JudgedMember> judged = new ArrayList<>(open.size());
    for (ScoringOrder.Member member : order.members()) {
      MemberRecord record = came.get(member.index());
      judged.add(
          record == null
              ? JudgedMember.unjudged(member)
              : Records.judged(member, Records.result(record)));
    }
    return recording.record(order, Equations.answer(order, judged));
  }

  /// Members that never came keep their places.
  private static ScoringOrder withMissing(
      ScoringOrder order, int size, Map<Integer, MemberRecord> came) {
    List<ScoringOrder.Member> all = new ArrayList<>(order.members());
    for (int index = 0; index < size; index++) {
      if (!came.containsKey(index)) {
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
