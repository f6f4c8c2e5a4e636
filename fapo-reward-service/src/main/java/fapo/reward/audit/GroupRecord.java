package fapo.reward.audit;

import fapo.reward.core.GroupKey;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One answer to one group, enough to answer it again and to recompute it.
///
/// @param contentHash 32 bytes over the domain fields, computed by the caller
/// @param members by ascending index
@SuppressWarnings("ArrayRecordComponent")
public record GroupRecord(
    GroupSummary summary, byte[] contentHash, GroupContent content, List<MemberRecord> members) {

  public GroupRecord {
    members = List.copyOf(members);
    if (contentHash.length != 32) {
      throw new IllegalArgumentException(
          "content_hash: " + contentHash.length + " bytes (expected: 32)");
    }
  }

  public GroupKey key() {
    return summary.key();
  }

  public int revision() {
    return summary.revision();
  }

  /// Bytes held by this record's contents, for queues that are bounded by bytes.
  public long weight() {
    long bytes = 256L + content.policy().length + content.problem().length;
    for (byte[] reference : content.references()) {
      bytes += reference.length;
    }
    for (MemberRecord member : members) {
      bytes += 256L + member.text().length + member.result().length;
    }
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof GroupRecord g
        && summary.equals(g.summary)
        && Arrays.equals(contentHash, g.contentHash)
        && content.equals(g.content)
        && members.equals(g.members);
  }

  @Override
  public int hashCode() {
    return 31 * summary.hashCode() + Arrays.hashCode(contentHash);
  }
}
