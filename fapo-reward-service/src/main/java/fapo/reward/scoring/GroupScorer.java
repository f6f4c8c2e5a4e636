package fapo.reward.scoring;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.GroupRecord;
import fapo.reward.core.GroupKey;
import fapo.reward.core.GroupScoring;
import fapo.reward.core.RewardRefusedException;
import fapo.reward.core.ScoredGroup;
import fapo.reward.core.StepShares;
import fapo.reward.v1.GroupScore;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.RefusedException;
import fapo.reward.wire.ScoringOrder;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The spine: known? ▸ judge ▸ reward ▸ advantage ▸ record ▸ answer.
///
/// A group is worked on once, however often it is asked for while it is in work; what is on record
/// is answered from the record. Nothing is answered that is not recorded.
public final class GroupScorer {
  private final InFlight<GroupKey, GroupScore> inFlight = new InFlight<>();
  private final WorkSlots slots;
  private final Judging judging;
  private final AuditLog audit;
  private final Recording recording;

  public GroupScorer(
      WorkSlots slots, Judging judging, AuditLog audit, StepBoard board, Clock clock) {
    this.slots = slots;
    this.judging = judging;
    this.audit = audit;
    this.recording = new Recording(audit, board, clock);
  }

  /// @param revise ask again only what was missing, and append a revision
  /// @return fails with RefusedException, or with AuditUnavailableException where nothing could be
  ///     recorded
  /// @throws OverloadedException at once
  public CompletableFuture<GroupScore> score(ScoringOrder order, boolean revise) {
    GroupKey key = order.key();
    return inFlight.join(
        key,
        order.contentHash(),
        work -> slots.submit(key.runId(), key.step(), () -> work.run(() -> answer(order, revise))));
  }

  public boolean cancel(GroupKey key) {
    return inFlight.cancel(key);
  }

  /// @param runAttempt null for every attempt
  public int cancelRun(String runId, @Nullable Integer runAttempt) {
    return inFlight.cancelAll(
        key -> key.runId().equals(runId) && (runAttempt == null || key.runAttempt() == runAttempt));
  }

  private GroupScore answer(ScoringOrder order, boolean revise) {
    Optional<GroupRecord> known = audit.find(order.key());
    if (known.isPresent()) {
      InFlight.requireSame(order.key(), Records.contentHash(known.get()), order.contentHash());
      if (!revise) {
        return recording.replayed(known.get(), order);
      }
    }
    recording.requireNoAlarm(order.key());
    List<JudgedMember> judged = judging.judge(order, settled(known, order));
    ScoredGroup scored = equations(order, judged);
    return recording.record(
        order,
        score(order, judged, scored).setRevision(known.map(r -> r.revision() + 1).orElse(0)),
        StepShares.of(scored));
  }

  private static ScoredGroup equations(ScoringOrder order, List<JudgedMember> judged) {
    try {
      return GroupScoring.score(
          judged.stream().map(OutcomeWire::judged).toList(), order.split(), order.policy());
    } catch (RewardRefusedException refused) {
      throw RefusedException.of(refused);
    }
  }

  private static GroupScore.Builder score(
      ScoringOrder order, List<JudgedMember> judged, ScoredGroup scored) {
    GroupScore.Builder score =
        GroupScore.newBuilder()
            .setKey(OutcomeWire.key(order.key()))
            .setStatus(OutcomeWire.status(scored))
            .addAllWarnings(order.warnings());
    for (int i = 0; i < judged.size(); i++) {
      score.addRollouts(OutcomeWire.result(judged.get(i), scored, i));
    }
    return score;
  }

  /// What an earlier answer settled, for a revision.
  private static Map<Integer, JudgedMember> settled(
      Optional<GroupRecord> known, ScoringOrder order) {
    Map<Integer, JudgedMember> settled = new HashMap<>();
    known.ifPresent(
        record ->
            Records.score(record)
                .getRolloutsList()
                .forEach(
                    result ->
                        order.members().stream()
                            .filter(member -> member.index() == result.getRolloutIndex())
                            .forEach(
                                member ->
                                    settled.put(member.index(), Records.judged(member, result)))));
    return settled;
  }
}
