package fapo.reward.audit;

import fapo.reward.core.GroupKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What was answered to each group: append only, and the idempotency of the whole service.
///
/// Every method but [#record] may block and is meant for virtual threads; while the database cannot
/// be reached they throw [AuditUnavailableException].
public interface AuditLog extends AutoCloseable {

  /// Appends one answer. The future completes once it is as durable as the mode asks, exceptionally
  /// with [AuditUnavailableException] where it may or may not be on record (recording it again
  /// finds out).
  ///
  /// A record that is already there, bit for bit, counts as written.
  ///
  /// @throws AuditPressureException where the queue is full
  CompletableFuture<Recorded> record(GroupRecord record);

  /// The latest revision, if the key is on record.
  Optional<GroupRecord> find(GroupKey key);

  /// The latest revisions of those keys that are on record, in one look-up.
  Map<GroupKey, GroupRecord> findAll(Collection<GroupKey> keys);

  /// Latest revisions, newest step first, then by descending run attempt, group id and group
  /// attempt.
  ///
  /// @param pageToken empty for the first page, else of the page before
  /// @throws IllegalArgumentException where the token was not given by this log
  SummaryPage list(RunSelection run, int pageSize, String pageToken);

  /// Gives every revision of the run's groups to `each`, oldest step first, holding a bounded
  /// number at a time.
  void replay(RunSelection run, Consumer<GroupRecord> each);

  /// Takes no more records, and returns when those taken are settled.
  @Override
  void close();
}
