package fapo.reward.audit.spool;

import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.Recorded;
import fapo.reward.core.GroupKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Holds records until the database takes them. Safe for concurrent use.
public interface Spool extends AutoCloseable {
  /// How safe a record is here.
  Recorded.Place place();

  /// Keeps the record, as safe as [#place] says when it returns; the one that is there instead if
  /// its key and revision are taken.
  ///
  /// @throws IOException where it could not be kept, for want of room too
  Optional<GroupRecord> putIfAbsent(GroupRecord record) throws IOException;

  /// The latest revision held.
  Optional<GroupRecord> find(GroupKey key) throws IOException;

  /// The first `limit` records put that are still held.
  List<GroupRecord> oldest(int limit) throws IOException;

  /// Forgets a record that the database holds now.
  void remove(GroupRecord record) throws IOException;

  int size();

  @Override
  void close() throws IOException;
}
