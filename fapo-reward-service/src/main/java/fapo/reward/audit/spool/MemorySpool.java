package fapo.reward.audit.spool;

import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.Recorded;
import fapo.reward.core.GroupKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A spool that ends with the process: best effort.
public final class MemorySpool implements Spool {
  private final long maxBytes;
  private final Map<SpoolId, GroupRecord> records = new LinkedHashMap<>();
  private long bytes;

  /// @param maxBytes of contents, beyond which records are refused
  public MemorySpool(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public Recorded.Place place() {
    return Recorded.Place.PENDING;
  }

  @Override
  public synchronized Optional<GroupRecord> putIfAbsent(GroupRecord record) throws IOException {
    GroupRecord existing = records.get(SpoolId.of(record));
    if (existing != null) {
      return Optional.of(existing);
    }
    if (bytes + record.weight() > maxBytes) {
      throw new IOException("spool: full (expected: <= " + maxBytes + " bytes)");
    }
    records.put(SpoolId.of(record), record);
    bytes += record.weight();
    return Optional.empty();
  }

  @Override
  public synchronized Optional<GroupRecord> find(GroupKey key) {
    return records.values().stream()
        .filter(record -> record.key().equals(key))
        .reduce((a, b) -> a.revision() > b.revision() ? a : b);
  }

  @Override
  public synchronized List<GroupRecord> oldest(int limit) {
    return new ArrayList<>(records.values().stream().limit(limit).toList());
  }

  @Override
  public synchronized void remove(GroupRecord record) {
    GroupRecord removed = records.remove(SpoolId.of(record));
    bytes -= removed == null ? 0 : removed.weight();
  }

  @Override
  public synchronized int size() {
    return records.size();
  }

  @Override
  public void close() {}
}
