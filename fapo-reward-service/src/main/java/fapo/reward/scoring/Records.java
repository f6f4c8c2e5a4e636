package fapo.reward.scoring;

import static fapo.reward.v1.Split.SPLIT_TEST;
import static fapo.reward.v1.Split.SPLIT_TRAIN;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
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
import fapo.reward.core.Split;
import fapo.reward.core.StepShares;
import fapo.reward.v1.DegradedCause;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.GroupStatus;
import fapo.reward.v1.GroupStatusCode;
import fapo.reward.v1.NoSignalCause;
import fapo.reward.v1.OnMissingVerdict;
import fapo.reward.v1.Recorded;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.ScoringPolicy;
import fapo.reward.v1.Task;
import fapo.reward.v1.UnscoredCause;
import fapo.reward.wire.JudgedMember;
import fapo.reward.wire.OrderReader;
import fapo.reward.wire.OutcomeWire;
import fapo.reward.wire.PolicyWire;
import fapo.reward.wire.ScoringOrder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
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

  /// Spelled the same wherever it means the same, since members of one group are held to it.
  static GroupContent content(ScoringOrder order) {
    Task split =
        Task.newBuilder().setSplit(order.split() == Split.TEST ? SPLIT_TEST : SPLIT_TRAIN).build();
    return new GroupContent(
        delimited(PolicyWire.withoutFormalities(order.policyMessage()), split),
        order.task().getProblem().toByteArray(),
        order.task().getReferencesList().stream().map(ByteString::toByteArray).toList());
  }

  /// @param order its members by ascending index, and the score's rollouts likewise
  static GroupRecord group(ScoringOrder order, GroupScore score, Instant at) {
    List<MemberRecord> members = new ArrayList<>(order.members().size());
    for (int i = 0; i < order.members().size(); i++) {
      members.add(member(order.members().get(i), score.getRollouts(i)));
    }
    return new GroupRecord(
        new GroupSummary(
            order.key(), score.getRevision(), status(score.getStatus()), tally(score), at),
        order.contentHash().toByteArray(),
        content(order),
        members);
  }

  static MemberRecord member(ScoringOrder.Member member, RolloutResult result) {
    Rollout rollout = member.message();
    Solution solution = rollout.getSolution();
    boolean plain = !solution.getText().isEmpty() && solution.getStepsCount() == 0;
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

  /// What a recorded answer counts in its step.
  static StepShares shares(GroupScore score) {
    boolean whole =
        score.getStatus().getDegradedCause() != DegradedCause.DEGRADED_CAUSE_UNSPECIFIED;
    long degraded = 0;
    long unscored = 0;
    for (RolloutResult result : score.getRolloutsList()) {
      boolean ruled =
          result.getMissingVerdictRule() != OnMissingVerdict.ON_MISSING_VERDICT_UNSPECIFIED;
      degraded += result.hasScored() && (whole || ruled) ? 1 : 0;
      unscored += result.hasScored() ? 0 : 1;
    }
    return new StepShares(score.getRolloutsCount(), degraded, unscored);
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
        .setDetail(status.degradedCause().isEmpty() ? "" : OutcomeWire.DEGRADED_DETAIL)
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
        .addAllRollouts(record.members().stream().map(Records::result).toList())
        .setReplayed(true)
        .setRevision(record.revision())
        .setRecorded(Recorded.RECORDED_POSTGRES)
        .setScoredAt(OutcomeWire.timestamp(record.summary().scoredAt()))
        .build();
  }

  /// The order that led to a record, for recomputing it.
  static ScoringOrder order(GroupRecord record) {
    return order(record.key(), record.content(), record.members())
        .withContentHash(ByteString.copyFrom(record.contentHash()));
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
        rollout.hasSolution() || text.isEmpty()
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

  static RolloutResult result(MemberRecord record) {
    return next(RolloutResult.parser(), new ByteArrayInputStream(record.result()));
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
    byte[] bytes = new byte[delimitedSize(first) + delimitedSize(second)];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeUInt32NoTag(first.getSerializedSize());
      first.writeTo(out);
      out.writeUInt32NoTag(second.getSerializedSize());
      second.writeTo(out);
      out.checkNoSpaceLeft();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes;
  }

  private static int delimitedSize(MessageLite message) {
    int size = message.getSerializedSize();
    return CodedOutputStream.computeUInt32SizeNoTag(size) + size;
  }
}
