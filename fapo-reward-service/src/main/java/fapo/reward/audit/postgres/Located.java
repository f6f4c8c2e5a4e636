package fapo.reward.audit.postgres;

import fapo.reward.core.GroupKey;
import java.time.Instant;

/// Where a record's rows lie.
///
/// @param seq of its rows, unique
/// @param scoredAt names the partition
record Located(GroupKey key, int revision, long seq, Instant scoredAt) {}
