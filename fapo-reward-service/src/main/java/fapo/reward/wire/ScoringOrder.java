package fapo.reward.wire;

import com.google.protobuf.ByteString;
import fapo.reward.core.GroupKey;
import fapo.reward.core.JudgedRollout;
import fapo.reward.core.ScoringPolicy;
import fapo.reward.core.Split;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A group that may be scored: validated, named, hashed, its policy resolved.
///
/// @param split the GenRM is asked only for TRAIN
/// @param members as they were sent; indices are unique
/// @param policyMessage every number of `policy` spelled out, as it is recorded
/// @param contentHash 32 bytes over everything that decides the answer, whatever the members' order
/// @param warnings unset fields that were given a meaning
public record ScoringOrder(
    GroupKey key,
    Task task,
    Split split,
    List<Member> members,
    ScoringPolicy policy,
    fapo.reward.v1.ScoringPolicy policyMessage,
    ByteString contentHash,
    List<String> warnings) {
  public ScoringOrder {
    members = List.copyOf(members);
    warnings = List.copyOf(warnings);
  }

  /// The same order over other members; the content hash keeps naming those that came.
  public ScoringOrder withMembers(List<Member> others) {
    return new ScoringOrder(key, task, split, others, policy, policyMessage, contentHash, warnings);
  }

  /// The same order under the hash that is on record.
  public ScoringOrder withContentHash(ByteString recorded) {
    return new ScoringOrder(key, task, split, members, policy, policyMessage, recorded, warnings);
  }

  /// The same order with its members by ascending index; itself where they are.
  public ScoringOrder ascending() {
    for (int i = 1; i < members.size(); i++) {
      if (members.get(i - 1).index() > members.get(i).index()) {
        return withMembers(
            members.stream().sorted(Comparator.comparingInt(Member::index)).toList());
      }
    }
    return this;
  }

  /// One rollout of the group.
  ///
  /// @param index 0-based rollout index
  /// @param text what is judged: the text, or the trainable turns joined by blank lines
  /// @param unjudged why this one cannot be judged, the field named; its siblings can
  /// @param contentHash 32 bytes over this rollout's fields
  public record Member(
      int index,
      Rollout message,
      ByteString text,
      Optional<JudgedRollout.Unjudged> unjudged,
      ByteString contentHash) {}
}
