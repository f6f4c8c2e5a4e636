package fapo.reward.scoring;

import com.google.protobuf.ByteString;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.MemberRecord;
import fapo.reward.core.GroupKey;
import fapo.reward.v1.GroupScore;
import fapo.reward.v1.RolloutResult;
import fapo.reward.v1.UnscoredCause;
import fapo.reward.wire.OrderReader;
import fapo.reward.wire.RefusedException;
import fapo.reward.wire.ScoringOrder;
import java.util.List;
import java.util.Optional;

/// A member that is on record, and its group if it is complete.
///
/// @param replayed whether it was there before
/// @param record of a group that was complete before this member was asked for
record Joined(
    RolloutResult result,
    boolean replayed,
    Optional<GroupScore> group,
    Optional<GroupRecord> record) {

  static Joined of(RolloutResult result, boolean replayed, Optional<GroupScore> group) {
    return new Joined(result, replayed, group, Optional.empty());
  }

  /// @throws RefusedException CONTENT_CHANGED, GROUP_CLOSED
  static Joined ofRecord(GroupRecord record, ScoringOrder order) {
    ScoringOrder.Member member = order.members().getFirst();
    requireSameTerms(record, order);
    RolloutResult result = result(record.members(), member, record.key());
    if (result.getUnscored().getCause() == UnscoredCause.UNSCORED_CAUSE_MISSING) {
      throw closed(record.key(), member);
    }
    record.members().stream()
        .filter(there -> there.index() == member.index())
        .filter(there -> !ByteString.copyFrom(there.contentHash()).equals(member.contentHash()))
        .forEach(
            there -> {
              throw InFlight.changed(record.key(), "rollouts[" + there.index() + "]");
            });
    return new Joined(result, true, Optional.of(Records.score(record)), Optional.of(record));
  }

  private static void requireSameTerms(GroupRecord record, ScoringOrder order) {
    ScoringOrder recorded = Records.order(record);
    if (!OrderReader.termsHash(recorded).equals(OrderReader.termsHash(order))) {
      throw InFlight.changed(record.key(), Difference.ofTerms(recorded, order));
    }
  }

  /// @throws RefusedException GROUP_CLOSED
  static RolloutResult result(
      List<MemberRecord> members, ScoringOrder.Member member, GroupKey key) {
    return members.stream()
        .filter(record -> record.index() == member.index())
        .findFirst()
        .map(Records::result)
        .orElseThrow(() -> closed(key, member));
  }

  private static RefusedException closed(GroupKey key, ScoringOrder.Member member) {
    return new RefusedException(
        RefusedException.Reason.GROUP_CLOSED,
        key + ": closed before rollout " + member.index() + " came");
  }
}
