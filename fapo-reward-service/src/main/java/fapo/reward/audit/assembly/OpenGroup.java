package fapo.reward.audit.assembly;

import fapo.reward.audit.GroupContent;
import fapo.reward.core.GroupKey;

/// What every rollout of a group that is sent one by one must agree on.
///
/// @param size members expected, >= 1
public record OpenGroup(GroupKey key, int size, GroupContent content) {
  public OpenGroup {
    if (size < 1) {
      throw new IllegalArgumentException("group_size: " + size + " (expected: >= 1)");
    }
  }

  /// Says how `later` differs from this group as first sent, empty where it does not.
  public String difference(OpenGroup later) {
    if (size != later.size) {
      return "group_size: " + later.size + " (expected: " + size + ", as first sent)";
    }
    String field = content.difference(later.content);
    return field.isEmpty() ? "" : field + ": other content (expected: as first sent)";
  }
}
