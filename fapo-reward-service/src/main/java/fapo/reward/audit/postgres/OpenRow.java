package fapo.reward.audit.postgres;

import fapo.reward.audit.assembly.OpenGroup;

/// An open group as it stands in the database, its row locked by the transaction that read it.
///
/// @param free nobody's claim to finish it holds at this moment
record OpenRow(long seq, OpenGroup group, int arrived, State state, boolean free) {
  /// As the column `state` has it.
  enum State {
    OPEN,
    COMPLETE,
    CANCELLED
  }
}
