package fapo.reward.scoring;

import com.google.protobuf.ByteString;
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

  private final InFlight<MemberKey, Joined> inFlight = new InFlight<>();
  private final WorkSlots slots;
  private final Judging judging;
  private final AuditLog audit;
  private final GroupAssembly assembly;
  private final Completions completions;
  private final GroupFinish finish;
  private final Recording recording;

  public RolloutScorer(
      WorkSlots slots,
      Judging judging,
      AuditLog audit,
      GroupAssembly assembly,
      Completions completions,
      StepBoard board,
      Clock clock) {
    this.slots = slots;
    this.judging = judging;
    this.audit = audit;
    this.assembly = assembly;
    this.completions = completions;
    this.recording = new Recording(audit, board, clock);
    this.finish = new GroupFinish(assembly, completions, recording);
  }

  /// A member that is on record, and its group if it is complete.
  private record Joined(RolloutResult result, boolean replayed, Optional<GroupScore> group) {}

  /// @param order of one member
  /// @param groupSize members expected, >= 1
  public CompletableFuture<ScoreRolloutResponse> score(ScoringOrder order, int groupSize) {
    ScoringOrder.Member member = order.members().getFirst();
    GroupKey key = order.key();
    OpenGroup open = new OpenGroup(key, groupSize, Records.content(order));
    boolean hold = order.policy().answerWhen() == ScoringPolicy.AnswerWhen.GROUP;
    CompletableFuture<GroupScore> complete = hold ? completions.of(key) : new CompletableFuture<>();
    return inFlight
        .join(
            new MemberKey(key, member.index()),
            member.contentHash(),
            work -> slots.submit(key.runId(), key.step(), () -> work.run(() -> join(order, open))))
        .thenCompose(
            joined ->
                hold && joined.group().isEmpty()
                    ? complete.thenApply(group -> reply(joined, Optional.of(group), order))
                    : CompletableFuture.completedFuture(reply(joined, joined.group(), order)));
  }

  /// Completes the group with the members it has.
  public GroupScore close(GroupKey key) {
    return switch (assembly.close(key)) {
      case Assembly.Complete(OpenGroup open, List<MemberRecord> members, boolean yours)
          when yours ->
          finish.finish(open, members);
      case Assembly.Scored scored -> Records.score(recorded(key));
      case Assembly.Complete beingFinished -> Recording.await(completions.of(key));
      case Assembly.Unknown unknown ->
          audit
              .find(key)
              .map(Records::score)
              .orElseThrow(
                  () ->
                      new RefusedException(
                          RefusedException.Reason.GROUP_UNKNOWN, key + ": never opened"));
      case Assembly.Cancelled cancelled -> throw cancelled(key);
      case Assembly.Open open -> throw new IllegalStateException(key + ": open after its close");
      case Assembly.ContentChanged changed ->
          throw new RefusedException(RefusedException.Reason.CONTENT_CHANGED, changed.difference());
    };
  }

  public boolean cancel(GroupKey key) {
    int running = inFlight.cancelAll(member -> member.group().equals(key));
    boolean open = assembly.cancel(key);
    completions.fail(key, cancelled(key));
    return running > 0 || open;
  }

  /// @param runAttempt null for every attempt
  public int cancelRun(String runId, @Nullable Integer runAttempt) {
    var _ =
        inFlight.cancelAll(
            member ->
                member.group().runId().equals(runId)
                    && (runAttempt == null || member.group().runAttempt() == runAttempt));
    return assembly.cancelRun(runId, runAttempt);
  }

  private Joined join(ScoringOrder order, OpenGroup open) {
    GroupKey key = order.key();
    ScoringOrder.Member member = order.members().getFirst();
    Optional<GroupRecord> known = audit.find(key);
    if (known.isPresent()) {
      return ofRecord(known.get(), member);
    }
    Assembly state =
        Recording.await(
            assembly.openOrJoin(open, member.index(), member.contentHash().toByteArray()));
    return switch (state) {
      case Assembly.Open(OpenGroup group, int arrived, List<MemberRecord> members)
          when members.isEmpty() -> {
        recording.requireNoAlarm(key);
        yield judgeAndAdd(order);
      }
      default -> joined(state, key, member, true);
    };
  }

  private Joined judgeAndAdd(ScoringOrder order) {
    ScoringOrder.Member member = order.members().getFirst();
    JudgedMember judged = judging.judge(order, Map.of()).getFirst();
    RolloutResult result =
        OutcomeWire.result(judged, alone(judged, order), OptionalDouble.empty()).build();
    return joined(
        Recording.await(assembly.addMember(order.key(), Records.member(member, result))),
        order.key(),
        member,
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
  private Joined joined(
      Assembly state, GroupKey key, ScoringOrder.Member member, boolean replayed) {
    return switch (state) {
      case Assembly.Open(OpenGroup group, int arrived, List<MemberRecord> members) ->
          new Joined(of(members, member, key), replayed, Optional.empty());
      case Assembly.Complete(OpenGroup group, List<MemberRecord> members, boolean yours) ->
          complete(group, members, yours, member, replayed);
      case Assembly.Scored scored -> ofRecord(recorded(key), member);
      case Assembly.Cancelled cancelled -> throw cancelled(key);
      case Assembly.Unknown unknown -> throw cancelled(key);
      case Assembly.ContentChanged changed ->
          throw new RefusedException(
              RefusedException.Reason.CONTENT_CHANGED, key + ": " + changed.difference());
    };
  }

  private Joined complete(
      OpenGroup group,
      List<MemberRecord> members,
      boolean yours,
      ScoringOrder.Member member,
      boolean replayed) {
    RolloutResult result = of(members, member, group.key());
    if (yours) {
      return new Joined(result, replayed, Optional.of(finish.finish(group, members)));
    }
    // Its finisher may have died: after the lease the duty is ours.
    return assembly.claim(group.key())
                instanceof
                Assembly.Complete(OpenGroup claimed, List<MemberRecord> all, boolean mine)
            && mine
        ? new Joined(result, replayed, Optional.of(finish.finish(claimed, all)))
        : new Joined(result, replayed, Optional.empty());
  }

  private static RolloutResult of(
      List<MemberRecord> members, ScoringOrder.Member member, GroupKey key) {
    return members.stream()
        .filter(record -> record.index() == member.index())
        .findFirst()
        .map(record -> Records.read(record).result())
        .orElseThrow(
            () ->
                new RefusedException(
                    RefusedException.Reason.GROUP_CLOSED,
                    key + ": closed before rollout " + member.index() + " came"));
  }

  private static Joined ofRecord(GroupRecord record, ScoringOrder.Member member) {
    for (MemberRecord recorded : record.members()) {
      if (recorded.index() == member.index()) {
        InFlight.requireSame(
            new MemberKey(record.key(), member.index()),
            ByteString.copyFrom(recorded.contentHash()),
            member.contentHash());
      }
    }
    return new Joined(
        of(record.members(), member, record.key()), true, Optional.of(Records.score(record)));
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
            .setRecorded(fapo.reward.v1.Recorded.RECORDED_POSTGRES);
    group.ifPresent(reply::setGroup);
    return reply.build();
  }
}
