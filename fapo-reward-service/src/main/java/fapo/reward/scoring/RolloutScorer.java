package fapo.reward.scoring;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.MemberRecord;
import fapo.reward.audit.assembly.Assembly;
import fapo.reward.audit.assembly.GroupAssembly;
import fapo.reward.audit.assembly.OpenGroup;
import fapo.reward.core.GroupKey;
import fapo.reward.core.RewardRefusedException;
import fapo.reward.core.RewardRule;
import fapo.reward.core.RolloutScore;
import fapo.reward.core.ScoringPolicy;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.Recorded;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.ScoreRolloutResponse;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.RefusedException;
import fapo.reward.wire.ScoringOrder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Scores rollouts that come one by one: join the group ▸ judge ▸ reward ▸ record the member ▸
/// answer; whoever brings the last member finishes the group. Members of one group may reach
/// different replicas; the group is put together in PostgreSQL.
public final class RolloutScorer {
  /// Names the work on one member.
  private record MemberKey(GroupKey group, int index) {
    @Override
    public String toString() {
      return group + " rollout " + index;
    }
  }

  private final InFlight<MemberKey, Joined> inFlight = new InFlight<>(System::nanoTime);
  private final GroupScorer groups;
  private final WorkSlots slots;
  private final Judging judging;
  private final AuditLog audit;
  private final GroupAssembly assembly;
  private final Completions completions;
  private final GroupFinish finish;
  private final Recording recording;

  /// @param groups scores revisions of groups that are complete
  public RolloutScorer(
      GroupScorer groups,
      WorkSlots slots,
      Judging judging,
      AuditLog audit,
      GroupAssembly assembly,
      Completions completions,
      StepBoard board,
      Clock clock) {
    this.groups = groups;
    this.slots = slots;
    this.judging = judging;
    this.audit = audit;
    this.assembly = assembly;
    this.completions = completions;
    this.recording = new Recording(audit, board, clock);
    this.finish = new GroupFinish(assembly, completions, recording);
  }

  /// @param order of one member
  /// @param groupSize members expected, >= 1
  /// @param revise ask again only what was missing: of the whole group, once it is complete
  public CompletableFuture<ScoreRolloutResponse> score(
      ScoringOrder order, int groupSize, boolean revise) {
    ScoringOrder.Member member = order.members().getFirst();
    GroupKey key = order.key();
    OpenGroup open = new OpenGroup(key, groupSize, Records.content(order));
    return inFlight
        .join(
            new MemberKey(key, member.index()),
            order.contentHash(),
            work -> slots.submit(key.runId(), key.step(), () -> work.run(() -> join(order, open))))
        .thenCompose(joined -> revise ? revised(joined, order) : held(joined, order));
  }

  private CompletableFuture<ScoreRolloutResponse> held(Joined joined, ScoringOrder order) {
    if (joined.group().isPresent()
        || order.policy().answerWhen() != ScoringPolicy.AnswerWhen.GROUP) {
      return CompletableFuture.completedFuture(reply(joined, joined.group(), order));
    }
    // Should it be completed just now, the next look at the record finds it.
    return completions.of(order.key()).thenApply(group -> reply(joined, Optional.of(group), order));
  }

  private CompletableFuture<ScoreRolloutResponse> revised(Joined joined, ScoringOrder order) {
    if (joined.record().isPresent()) {
      return groups
          .score(Records.order(joined.record().get()), true)
          .thenApply(group -> reply(joined, Optional.of(group), order));
    }
    ScoringOrder.Member member = order.members().getFirst();
    if (joined.replayed() && Records.judged(member, joined.result()).lacks(order)) {
      throw new RefusedException(
          RefusedException.Reason.GROUP_OPEN,
          order.key()
              + ": waits for members (expected: complete or closed, before what is missing in it"
              + " is asked for again)");
    }
    return held(joined, order);
  }

  /// Completes the group with the members it has.
  public CompletableFuture<GroupScore> close(GroupKey key) {
    return switch (assembly.close(key)) {
      case Assembly.Complete(OpenGroup open, List<MemberRecord> members, boolean yours)
          when yours ->
          CompletableFuture.completedFuture(finish.finish(open, members));
      case Assembly.Complete beingFinished ->
          finish
              .resume(key)
              .map(CompletableFuture::completedFuture)
              .orElseGet(() -> completions.of(key));
      case Assembly.Scored scored ->
          CompletableFuture.completedFuture(Records.score(recorded(key)));
      case Assembly.Unknown unknown ->
          CompletableFuture.completedFuture(
              audit
                  .find(key)
                  .map(Records::score)
                  .orElseThrow(
                      () ->
                          new RefusedException(
                              RefusedException.Reason.GROUP_UNKNOWN, key + ": never opened")));
      case Assembly.Cancelled cancelled -> throw cancelled(key);
      case Assembly.Open open -> throw new IllegalStateException(key + ": open after its close");
      case Assembly.ContentChanged changed ->
          throw new RefusedException(RefusedException.Reason.CONTENT_CHANGED, changed.difference());
    };
  }

  public boolean cancel(GroupKey key) {
    int running = inFlight.cancelAll(member -> member.group().equals(key));
    boolean open = assembly.cancel(key);
    completions.fail(key::equals, cancelled(key));
    return running > 0 || open;
  }

  /// @param runAttempt null for every attempt
  public int cancelRun(String runId, @Nullable Integer runAttempt) {
    Predicate<GroupKey> ofRun =
        key -> key.runId().equals(runId) && (runAttempt == null || key.runAttempt() == runAttempt);
    var _ = inFlight.cancelAll(member -> ofRun.test(member.group()));
    int cancelled = assembly.cancelRun(runId, runAttempt);
    completions.fail(
        ofRun,
        new RefusedException(RefusedException.Reason.CANCELLED, "run '" + runId + "': cancelled"));
    return cancelled;
  }

  private Joined join(ScoringOrder order, OpenGroup open) {
    GroupKey key = order.key();
    ScoringOrder.Member member = order.members().getFirst();
    Optional<GroupRecord> known = audit.find(key);
    if (known.isPresent()) {
      return Joined.ofRecord(known.get(), order);
    }
    Assembly state =
        Recording.await(
            assembly.openOrJoin(open, member.index(), member.contentHash().toByteArray()));
    return switch (state) {
      case Assembly.Open(OpenGroup group, int arrived, List<MemberRecord> members)
          when members.isEmpty() -> {
        if (arrived == 0) {
          recording.requireNoAlarm(key);
        }
        yield judgeAndAdd(order);
      }
      default -> joined(state, order, true);
    };
  }

  private Joined judgeAndAdd(ScoringOrder order) {
    ScoringOrder.Member member = order.members().getFirst();
    JudgedMember judged = judging.judge(order, Map.of()).getFirst();
    RolloutResult result =
        OutcomeWire.result(judged, alone(judged, order), OptionalDouble.empty()).build();
    return joined(
        Recording.await(assembly.addMember(order.key(), Records.member(member, result))),
        order,
        false);
  }

  private static RolloutScore alone(JudgedMember judged, ScoringOrder order) {
    try {
      return RewardRule.score(OutcomeWire.judged(judged), order.split(), order.policy());
    } catch (RewardRefusedException refused) {
      throw RefusedException.of(refused);
    }
  }

  /// The member as it is on record now, and its group if this call finished it.
  private Joined joined(Assembly state, ScoringOrder order, boolean replayed) {
    ScoringOrder.Member member = order.members().getFirst();
    GroupKey key = order.key();
    return switch (state) {
      case Assembly.Open(OpenGroup group, int arrived, List<MemberRecord> members) ->
          Joined.of(Joined.result(members, member, key), replayed, Optional.empty());
      case Assembly.Complete(OpenGroup group, List<MemberRecord> members, boolean yours)
          when yours ->
          Joined.of(
              Joined.result(members, member, key),
              replayed,
              Optional.of(finish.finish(group, members)));
      case Assembly.Complete(OpenGroup group, List<MemberRecord> members, boolean yours) ->
          Joined.of(Joined.result(members, member, key), replayed, takenOver(key));
      case Assembly.Scored scored -> Joined.ofRecord(recorded(key), order);
      case Assembly.Cancelled cancelled -> throw cancelled(key);
      case Assembly.Unknown unknown -> throw cancelled(key);
      case Assembly.ContentChanged changed ->
          throw new RefusedException(
              RefusedException.Reason.CONTENT_CHANGED, key + ": " + changed.difference());
    };
  }

  /// A complete group whose finisher is this replica, or died: after the lease the duty is ours.
  private Optional<GroupScore> takenOver(GroupKey key) {
    Optional<GroupScore> resumed = finish.resume(key);
    if (resumed.isPresent()) {
      return resumed;
    }
    return switch (assembly.claim(key)) {
      case Assembly.Complete(OpenGroup group, List<MemberRecord> members, boolean yours)
          when yours ->
          Optional.of(finish.finish(group, members));
      case Assembly.Scored scored -> Optional.of(Records.score(recorded(key)));
      case Assembly.Complete _,
          Assembly.Open _,
          Assembly.Cancelled _,
          Assembly.Unknown _,
          Assembly.ContentChanged _ ->
          Optional.empty();
    };
  }

  private GroupRecord recorded(GroupKey key) {
    return audit
        .find(key)
        .orElseThrow(() -> new IllegalStateException(key + ": scored, but not on record"));
  }

  private static RefusedException cancelled(GroupKey key) {
    return new RefusedException(RefusedException.Reason.CANCELLED, key + ": cancelled");
  }

  private ScoreRolloutResponse reply(
      Joined joined, Optional<GroupScore> group, ScoringOrder order) {
    int index = joined.result().getRolloutIndex();
    RolloutResult result =
        group
            .flatMap(
                whole ->
                    whole.getRolloutsList().stream()
                        .filter(member -> member.getRolloutIndex() == index)
                        .findFirst())
            .orElse(joined.result());
    ScoreRolloutResponse.Builder reply =
        ScoreRolloutResponse.newBuilder()
            .setResult(result)
            .setReplayed(joined.replayed())
            .addAllWarnings(order.warnings())
            .setStep(recording.step(order.key()))
            .setRecorded(group.map(GroupScore::getRecorded).orElse(Recorded.RECORDED_POSTGRES));
    group.ifPresent(reply::setGroup);
    return reply.build();
  }
}
