package fapo.reward.scoring;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.GroupRecord;
import fapo.reward.core.GroupKey;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.RolloutResult;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.ScoringOrder;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The spine: known? ▸ judge ▸ reward ▸ advantage ▸ record ▸ answer.
///
/// A group is worked on once, however often it is asked for while it is in work; what is on record
/// is answered from the record. Nothing is answered that is not recorded.
public final class GroupScorer {
  private final InFlight<GroupKey, GroupScore> inFlight = new InFlight<>(System::nanoTime);
  private final InFlight<GroupKey, GroupScore> revisions = new InFlight<>(System::nanoTime);
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
  /// @return its rollouts in the order's order; fails with RefusedException, with
  ///     OverloadedException, or with AuditUnavailableException where nothing could be recorded
  public CompletableFuture<GroupScore> score(ScoringOrder order, boolean revise) {
    GroupKey key = order.key();
    ScoringOrder ascending = order.ascending();
    return (revise ? revisions : inFlight)
        .join(
            key,
            order.contentHash(),
            work ->
                slots.submit(
                    key.runId(), key.step(), () -> work.run(() -> answer(ascending, revise))))
        .thenApply(score -> inOrder(score, order));
  }

  /// Every caller gets its rollouts as it sent them; rewards and advantages are computed by
  /// ascending index, so that they come out the same however a group was sent.
  private static GroupScore inOrder(GroupScore score, ScoringOrder order) {
    Map<Integer, RolloutResult> byIndex = new HashMap<>();
    score.getRolloutsList().forEach(result -> byIndex.put(result.getRolloutIndex(), result));
    GroupScore.Builder reply = score.toBuilder().clearRollouts();
    order.members().forEach(member -> reply.addRollouts(byIndex.get(member.index())));
    return reply.build();
  }

  public boolean cancel(GroupKey key) {
    boolean first = inFlight.cancel(key);
    return revisions.cancel(key) || first;
  }

  /// @param runAttempt null for every attempt
  public int cancelRun(String runId, @Nullable Integer runAttempt) {
    Predicate<GroupKey> ofRun =
        key -> key.runId().equals(runId) && (runAttempt == null || key.runAttempt() == runAttempt);
    return inFlight.cancelAll(ofRun) + revisions.cancelAll(ofRun);
  }

  private GroupScore answer(ScoringOrder order, boolean revise) {
    Optional<GroupRecord> known = audit.find(order.key());
    if (known.isEmpty()) {
      recording.requireNoAlarm(order.key());
      return recording.record(order, score(order, Map.of()));
    }
    Recording.requireSame(known.get(), order);
    if (!revise) {
      return recording.replayed(known.get(), order);
    }
    Map<Integer, JudgedMember> settled = settled(known.get(), order);
    return settled.values().stream().anyMatch(member -> member.lacks(order))
        ? recording.revise(known.get(), order, score(order, settled))
        : recording.replayed(known.get(), order);
  }

  private Equations.Answer score(ScoringOrder order, Map<Integer, JudgedMember> settled) {
    return Equations.answer(order, judging.judge(order, settled));
  }

  /// What an earlier answer settled.
  private static Map<Integer, JudgedMember> settled(GroupRecord known, ScoringOrder order) {
    Map<Integer, RolloutResult> results = new HashMap<>();
    known.members().forEach(member -> results.put(member.index(), Records.result(member)));
    Map<Integer, JudgedMember> settled = new HashMap<>();
    for (ScoringOrder.Member member : order.members()) {
      RolloutResult result = results.get(member.index());
      if (result != null) {
        settled.put(member.index(), Records.judged(member, result));
      }
    }
    return settled;
  }
}
