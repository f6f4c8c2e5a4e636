package fapo.reward.scoring;

import com.google.protobuf.ByteString;
import fapo.reward.audit.GroupRecord;
import fapo.reward.wire.OrderReader;
import fapo.reward.wire.ScoringOrder;
import java.util.HashMap;
import java.util.Map;

/// Says in what a request differs from the one whose key it carries.
final class Difference {
  private Difference() {}

  /// Names what a request asks otherwise than the recorded one with its key did.
  static String of(GroupRecord record, ScoringOrder order) {
    ScoringOrder recorded = Records.order(record);
    if (!OrderReader.termsHash(recorded).equals(OrderReader.termsHash(order))) {
      return ofTerms(recorded, order);
    }
    Map<Integer, ByteString> hashes = new HashMap<>();
    recorded.members().forEach(member -> hashes.put(member.index(), member.contentHash()));
    for (ScoringOrder.Member member : order.members()) {
      if (!member.contentHash().equals(hashes.get(member.index()))) {
        return "rollouts[" + member.index() + "]";
      }
    }
    return "rollouts: " + order.members().size() + ", not " + recorded.members().size();
  }

  /// Of two orders whose terms are not the same.
  static String ofTerms(ScoringOrder recorded, ScoringOrder order) {
    if (!recorded.task().getProblem().equals(order.task().getProblem())) {
      return "task.problem";
    }
    if (!recorded.task().getReferencesList().equals(order.task().getReferencesList())) {
      return "task.references";
    }
    return recorded.split() == order.split() ? "policy" : "task.split";
  }
}
