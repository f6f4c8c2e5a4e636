package fapo.reward.audit.spool;

import fapo.reward.audit.GroupRecord;
import fapo.reward.core.GroupKey;

/// What is unique in a spool.
record SpoolId(GroupKey key, int revision) {
  static SpoolId of(GroupRecord record) {
    return new SpoolId(record.key(), record.revision());
  }
}
