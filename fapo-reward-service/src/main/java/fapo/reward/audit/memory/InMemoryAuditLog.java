package fapo.reward.audit.memory;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.AuditUnavailableException;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.GroupSummary;
import fapo.reward.audit.Recorded;
import fapo.reward.audit.RunSelection;
import fapo.reward.audit.SummaryPage;
import fapo.reward.core.GroupKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The record in the memory of one process: the same answers as PostgreSQL gives, until it ends.
///
/// Everything stays until then, so it is for trials and tests, not for a training run.
public final class InMemoryAuditLog implements AuditLog {
  private record Id(GroupKey key, int revision) {}

  private static final Comparator<GroupKey> KEYS =
      Comparator.comparing(GroupKey::runId)
          .thenComparingLong(GroupKey::step)
          .thenComparingLong(GroupKey::runAttempt)
          .thenComparing(GroupKey::groupId)
          .thenComparingLong(GroupKey::groupAttempt);

  private final ConcurrentSkipListMap<Id, GroupRecord> records =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(Id::key, KEYS).thenComparingInt(Id::revision));
  private volatile boolean closed;

  @Override
  public CompletableFuture<Recorded> record(GroupRecord record) {
    if (closed) {
      return CompletableFuture.failedFuture(new AuditUnavailableException("audit: closed", null));
    }
    GroupRecord existing = records.putIfAbsent(new Id(record.key(), record.revision()), record);
    return CompletableFuture.completedFuture(
        existing == null || existing.equals(record)
            ? new Recorded.Written(Recorded.Place.PENDING)
            : new Recorded.AlreadyRecorded(existing));
  }

  @Override
  public Optional<GroupRecord> find(GroupKey key) {
    var latest = records.floorEntry(new Id(key, Integer.MAX_VALUE));
    return latest == null || !latest.getKey().key().equals(key)
        ? Optional.empty()
        : Optional.of(latest.getValue());
  }

  @Override
  public Map<GroupKey, GroupRecord> findAll(Collection<GroupKey> keys) {
    Map<GroupKey, GroupRecord> found = new HashMap<>();
    keys.forEach(key -> find(key).ifPresent(record -> found.put(key, record)));
    return found;
  }

  @Override
  public SummaryPage list(RunSelection run, int pageSize, String pageToken) {
    List<GroupSummary> latest =
        records.descendingMap().values().stream()
            .filter(record -> selected(run, record.key()))
            .filter(record -> find(record.key()).filter(record::equals).isPresent())
            .map(GroupRecord::summary)
            .toList();
    int from = pageToken.isEmpty() ? 0 : from(latest, pageToken);
    int to = Math.min(latest.size(), from + pageSize);
    return new SummaryPage(
        latest.subList(from, to), to == latest.size() ? "" : token(latest.get(to - 1)));
  }

  @Override
  public void replay(RunSelection run, Consumer<GroupRecord> each) {
    records.values().stream().filter(record -> selected(run, record.key())).forEach(each);
  }

  @Override
  public void close() {
    closed = true;
  }

  private static int from(List<GroupSummary> latest, String pageToken) {
    for (int i = 0; i < latest.size(); i++) {
      if (token(latest.get(i)).equals(pageToken)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException(
        "page_token: '" + pageToken + "' (expected: the next_page_token of the page before)");
  }

  private static String token(GroupSummary summary) {
    return summary.key().toString();
  }

  private static boolean selected(RunSelection run, GroupKey key) {
    return run.runId().equals(key.runId())
        && matches(run.runAttempt(), key.runAttempt())
        && matches(run.step(), key.step());
  }

  private static boolean matches(@Nullable Number wanted, long value) {
    return wanted == null || wanted.longValue() == value;
  }
}
