package fapo.reward.scoring;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import fapo.genrm.v1.Solution;
import fapo.reward.audit.GroupContent;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.GroupSummary;
import fapo.reward.audit.MemberRecord;
import fapo.reward.core.GroupKey;
import fapo.reward.core.JudgedRollout.Unjudged;
import fapo.reward.v1.DegradedCause;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.GroupStatus;
import fapo.reward.v1.GroupStatusCode;
import fapo.reward.v1.NoSignalCause;
import fapo.reward.v1.Recorded;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.ScoringPolicy;
import fapo.reward.v1.Task;
import fapo.reward.v1.UnscoredCause;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.OrderReader;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.ScoringOrder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How answers are laid down in the audit, and read back to the very same answers.
///
/// The opaque bytes of a record are length-delimited messages: `result` holds the RolloutResult and
/// then the Rollout (without its text, where that is a column of its own), `policy` the resolved
/// ScoringPolicy and then the Task's split.
final class Records {
  private static final String CODE = "GROUP_STATUS_CODE_";
  private static final String DEGRADED = "DEGRADED_CAUSE_";
  private static final String NO_SIGNAL = "NO_SIGNAL_CAUSE_";

  private Records() {}

  /// A member as it was recorded.
  record RecordedMember(RolloutResult result, Rollout rollout) {}

  static GroupContent content(ScoringOrder order) {
    Task split = Task.newBuilder().setSplit(order.task().getSplit()).build();
    return new GroupContent(
        delimited(order.policyMessage(), split),
        order.task().getProblem().toByteArray(),
        order.task().getReferencesList().stream().map(ByteString::toByteArray).toList());
  }

  static GroupRecord group(ScoringOrder order, GroupScore score, Instant at) {
    List<MemberRecord> members =
        order.members().stream()
            .map(member -> member(member, score.getRollouts(position(order, member))))
            .sorted(Comparator.comparingInt(MemberRecord::index))
            .toList();
    return new GroupRecord(
        new GroupSummary(
            order.key(), score.getRevision(), status(score.getStatus()), tally(score), at),
        order.contentHash().toByteArray(),
        content(order),
        members);
  }

  static ByteString contentHash(GroupRecord record) {
    return ByteString.copyFrom(record.contentHash());
  }

  private static int position(ScoringOrder order, ScoringOrder.Member member) {
    return order.members().indexOf(member);
  }

  static MemberRecord member(ScoringOrder.Member member, RolloutResult result) {
    Rollout rollout = member.message();
    Solution solution = rollout.getSolution();
    boolean plain = solution.hasText() && solution.getStepsCount() == 0;
    return new MemberRecord(
        member.index(),
        rollout.getRolloutId(),
        member.contentHash().toByteArray(),
        plain ? solution.getText().toByteArray() : member.text().toByteArray(),
        delimited(result, plain ? rollout.toBuilder().clearSolution().build() : rollout),
        judged(result, rollout),
        worth(result));
  }

  private static MemberRecord.Judged judged(RolloutResult result, Rollout rollout) {
    return new MemberRecord.Judged(
        result.getAnswerCheck().getOutcomeCase().name(),
        result.getVerdict().getOutcomeCase().name(),
        result.getVerdict().getFlawedAt().hasStep()
            ? result.getVerdict().getFlawedAt().getStep()
            : null,
        rollout.hasResponseTokens() ? rollout.getResponseTokens() : null);
  }

  private static MemberRecord.Worth worth(RolloutResult result) {
    Double advantage = result.hasAdvantage() ? result.getAdvantage() : null;
    if (!result.hasScored()) {
      return new MemberRecord.Worth(null, null, null, null, advantage);
    }
    return new MemberRecord.Worth(
        result.getScored().getReward(),
        result.getScored().getComponents().getOutcome(),
        result.getScored().getComponents().getFlaw(),
        result.getScored().getComponents().getOverlong(),
        advantage);
  }

  static GroupSummary.Tally tally(GroupScore score) {
    int right = 0;
    int flawed = 0;
    int scored = 0;
    double sum = 0;
    for (RolloutResult result : score.getRolloutsList()) {
      right += result.getAnswerCheck().hasEquivalent() ? 1 : 0;
      flawed += result.getVerdict().hasFlawedAt() ? 1 : 0;
      if (result.hasScored()) {
        scored++;
        sum += result.getScored().getReward();
      }
    }
    int size = score.getRolloutsCount();
    return new GroupSummary.Tally(
        size, right, flawed, size - scored, scored == 0 ? null : sum / scored);
  }

  private static GroupSummary.Status status(GroupStatus status) {
    return new GroupSummary.Status(
        word(status.getCode().name(), CODE),
        word(status.getDegradedCause().name(), DEGRADED),
        word(status.getNoSignalCause().name(), NO_SIGNAL));
  }

  private static String word(String constant, String prefix) {
    String word = constant.substring(prefix.length());
    return word.equals("UNSPECIFIED") ? "" : word;
  }

  static GroupStatus status(GroupSummary.Status status) {
    return GroupStatus.newBuilder()
        .setCode(GroupStatusCode.valueOf(constant(status.code(), CODE)))
        .setDegradedCause(DegradedCause.valueOf(constant(status.degradedCause(), DEGRADED)))
        .setNoSignalCause(NoSignalCause.valueOf(constant(status.noSignalCause(), NO_SIGNAL)))
        .build();
  }

  private static String constant(String word, String prefix) {
    return prefix + (word.isEmpty() ? "UNSPECIFIED" : word);
  }

  /// The recorded answer, its rollouts by ascending index.
  static GroupScore score(GroupRecord record) {
    return GroupScore.newBuilder()
        .setKey(OutcomeWire.key(record.key()))
        .setStatus(status(record.summary().status()))
        .addAllRollouts(record.members().stream().map(m -> read(m).result()).toList())
        .setReplayed(true)
        .setRevision(record.revision())
        .setRecorded(Recorded.RECORDED_POSTGRES)
        .setScoredAt(OutcomeWire.timestamp(record.summary().scoredAt()))
        .build();
  }

  /// The order that led to a record, for recomputing it.
  static ScoringOrder order(GroupRecord record) {
    return order(record.key(), record.content(), record.members());
  }

  static ScoringOrder order(GroupKey key, GroupContent content, List<MemberRecord> members) {
    ByteArrayInputStream policyBytes = new ByteArrayInputStream(content.policy());
    ScoringPolicy policy = next(ScoringPolicy.parser(), policyBytes);
    Task.Builder task = next(Task.parser(), policyBytes).toBuilder();
    task.setProblem(ByteString.copyFrom(content.problem()));
    content.references().forEach(reference -> task.addReferences(ByteString.copyFrom(reference)));
    return OrderReader.recorded(
        key, task.build(), members.stream().map(Records::member).toList(), policy);
  }

  private static ScoringOrder.Member member(MemberRecord record) {
    RecordedMember read = read(record);
    ByteString text = ByteString.copyFrom(record.text());
    Rollout rollout = read.rollout();
    Rollout whole =
        rollout.hasSolution()
            ? rollout
            : rollout.toBuilder().setSolution(Solution.newBuilder().setText(text)).build();
    return new ScoringOrder.Member(
        record.index(),
        whole,
        text,
        unjudged(read.result()),
        ByteString.copyFrom(record.contentHash()));
  }

  private static Optional<Unjudged> unjudged(RolloutResult result) {
    String detail = result.getUnscored().getDetail();
    return switch (result.getUnscored().getCause()) {
      case UNSCORED_CAUSE_ROLLOUT_UNREADABLE ->
          Optional.of(new Unjudged(Unjudged.Cause.ROLLOUT_UNREADABLE, detail));
      case UNSCORED_CAUSE_CANCELLED -> Optional.of(new Unjudged(Unjudged.Cause.CANCELLED, detail));
      case UNSCORED_CAUSE_MISSING -> Optional.of(new Unjudged(Unjudged.Cause.MISSING, detail));
      case UNSCORED_CAUSE_UNSPECIFIED,
          UNSCORED_CAUSE_ANSWER_UNDECIDED,
          UNSCORED_CAUSE_VERIFIER_UNAVAILABLE,
          UNSCORED_CAUSE_VERDICT_MISSING,
          UNRECOGNIZED ->
          Optional.empty();
    };
  }

  /// What the services said about a recorded member.
  static JudgedMember judged(ScoringOrder.Member member, RolloutResult result) {
    boolean outage =
        result.getUnscored().getCause() == UnscoredCause.UNSCORED_CAUSE_VERIFIER_UNAVAILABLE;
    return new JudgedMember(
        member,
        result.getAnswerCheck(),
        outage ? result.getUnscored().getDetail() : "",
        result.getVerdict());
  }

  static RecordedMember read(MemberRecord record) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(record.result());
    return new RecordedMember(next(RolloutResult.parser(), bytes), next(Rollout.parser(), bytes));
  }

  private static <T extends MessageLite> T next(Parser<T> parser, ByteArrayInputStream bytes) {
    try {
      @Nullable T message = parser.parseDelimitedFrom(bytes);
      if (message == null) {
        throw new IllegalStateException("audit record: cut short");
      }
      return message;
    } catch (InvalidProtocolBufferException broken) {
      throw new IllegalStateException("audit record: not readable", broken);
    }
  }

  private static byte[] delimited(MessageLite first, MessageLite second) {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(first.getSerializedSize() + second.getSerializedSize() + 8);
    try {
      first.writeDelimitedTo(bytes);
      second.writeDelimitedTo(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
