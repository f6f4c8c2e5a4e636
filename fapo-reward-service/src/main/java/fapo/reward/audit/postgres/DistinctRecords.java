package fapo.reward.audit.postgres;

import fapo.reward.audit.GroupRecord;
import fapo.reward.core.GroupKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A batch in the order of the primary key, the first of each key and revision.
///
/// @param positions for each record of the batch, where in `records` its key and revision are
record DistinctRecords(List<GroupRecord> records, List<Integer> positions) {
  private static final Comparator<Id> ORDER =
      Comparator.comparing(Id::key, Keys.ORDER).thenComparingInt(Id::revision);

  /// What is unique in the record.
  record Id(GroupKey key, int revision) {
    static Id of(GroupRecord record) {
      return new Id(record.key(), record.revision());
    }
  }

  static DistinctRecords of(List<GroupRecord> batch) {
    TreeMap<Id, GroupRecord> first = new TreeMap<>(ORDER);
    batch.forEach(record -> first.putIfAbsent(Id.of(record), record));
    Map<Id, Integer> position = new HashMap<>();
    first.keySet().forEach(id -> position.put(id, position.size()));
    return new DistinctRecords(
        new ArrayList<>(first.values()),
        batch.stream().map(record -> position.getOrDefault(Id.of(record), -1)).toList());
  }

  int position(int inBatch) {
    return positions.get(inBatch);
  }
}
