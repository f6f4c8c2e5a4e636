package fapo.reward.audit.postgres;

import fapo.reward.audit.MemberRecord;
import java.util.Arrays;

/// What a member's content must be, before there is a member.
@SuppressWarnings("ArrayRecordComponent")
record MemberHash(byte[] bytes) {
  boolean differs(MemberRecord recorded) {
    return !Arrays.equals(bytes, recorded.contentHash());
  }

  static String difference(int index) {
    return "rollout[" + index + "]: other content (expected: as first sent)";
  }
}
