package fapo.reward.audit.spool;

import fapo.reward.core.GroupKey;
import java.util.LinkedHashMap;
import java.util.Map;

/// The keys that this process last saw on record: while the database is away they must not be taken
/// for new.
final class AnsweredKeys {
  private static final int CAPACITY = 65_536;

  private final Map<GroupKey, Boolean> keys =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<GroupKey, Boolean> eldest) {
          return size() > CAPACITY;
        }
      };

  synchronized void add(GroupKey key) {
    keys.put(key, true);
  }

  synchronized boolean contains(GroupKey key) {
    return keys.containsKey(key);
  }
}
