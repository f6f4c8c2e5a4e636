package fapo.reward.audit.postgres;

import fapo.reward.audit.AuditLimits;
import fapo.reward.audit.AuditLog;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.GroupSummary;
import fapo.reward.audit.Recorded;
import fapo.reward.audit.RunSelection;
import fapo.reward.audit.SummaryPage;
import fapo.reward.core.GroupKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The record in PostgreSQL: answered once committed, many groups to a commit.
///
/// Replicas share nothing but the database: the key's first writer wins, the others are given what
/// it wrote.
public final class PostgresAuditLog implements AuditLog {
  private static final int LOOKUPS = 256;
  private static final int LOADED = 16;

  private final Transactions transactions;
  private final GroupWriter writer = new GroupWriter();
  private final GroupReader reader = new GroupReader();
  private final RunPages pages = new RunPages();
  private final Batcher<GroupRecord, Recorded> writes;
  private final Batcher<GroupKey, Optional<GroupRecord>> lookups;

  /// @param dataSource of a migrated database; see [AuditDatabase]
  public PostgresAuditLog(DataSource dataSource, AuditLimits limits) {
    this.transactions = new Transactions(dataSource);
    this.writes =
        new Batcher<>(
            "fapo-audit-writer",
            new Batcher.Limits(
                limits.queuedRecords(),
                limits.queuedBytes(),
                limits.batchRecords(),
                limits.batchBytes(),
                limits.patience()),
            this::write,
            transactions::probe);
    this.lookups =
        new Batcher<>(
            "fapo-audit-reader",
            new Batcher.Limits(
                4 * limits.queuedRecords(), Long.MAX_VALUE, LOOKUPS, LOOKUPS, limits.patience()),
            this::look,
            transactions::probe);
  }

  @Override
  public CompletableFuture<Recorded> record(GroupRecord record) {
    return writes.submit(record, record.weight());
  }

  @Override
  public Optional<GroupRecord> find(GroupKey key) {
    return Waiting.on(lookups.submit(key, 1));
  }

  @Override
  public Map<GroupKey, GroupRecord> findAll(Collection<GroupKey> keys) {
    List<GroupKey> distinct = keys.stream().distinct().toList();
    return transactions.read(
        connection -> {
          Map<GroupKey, GroupRecord> found = new HashMap<>();
          for (int i = 0; i < distinct.size(); i += LOOKUPS) {
            List<GroupKey> part = distinct.subList(i, Math.min(i + LOOKUPS, distinct.size()));
            latest(connection, part).forEach(record -> found.put(record.key(), record));
          }
          return found;
        });
  }

  @Override
  public SummaryPage list(RunSelection run, int pageSize, String pageToken) {
    GroupKey after = pageToken.isEmpty() ? null : RunPages.after(run.runId(), pageToken);
    List<GroupSummary> found =
        transactions.read(c -> pages.descending(c, run, after, pageSize + 1));
    if (found.size() <= pageSize) {
      return new SummaryPage(found, "");
    }
    List<GroupSummary> page = found.subList(0, pageSize);
    return new SummaryPage(page, RunPages.token(page.getLast().key()));
  }

  @Override
  public void replay(RunSelection run, Consumer<GroupRecord> each) {
    Located last = null;
    while (true) {
      @Nullable Located after = last;
      List<Located> page = transactions.read(c -> pages.ascending(c, run, after, LOOKUPS));
      for (int i = 0; i < page.size(); i += LOADED) {
        List<Located> part = page.subList(i, Math.min(i + LOADED, page.size()));
        transactions.read(c -> reader.load(c, part)).forEach(each);
      }
      if (page.size() < LOOKUPS) {
        return;
      }
      last = page.getLast();
    }
  }

  /// Keeps an answer that was given while the database was away and whose key held another one: for
  /// people to look at, never to be answered again.
  public void keepSuperseded(GroupSummary summary, byte[] record) {
    try {
      transactions.write(c -> Superseded.keep(c, summary, record));
    } catch (SQLException e) {
      throw SqlStates.unavailable(e);
    }
  }

  @Override
  public void close() {
    writes.close();
    lookups.close();
  }

  private List<Optional<GroupRecord>> look(List<GroupKey> keys) throws SQLException {
    Map<GroupKey, GroupRecord> found = new HashMap<>();
    List<GroupKey> distinct = keys.stream().distinct().toList();
    transactions
        .tryRead(connection -> latest(connection, distinct))
        .forEach(record -> found.put(record.key(), record));
    return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
  }

  private List<GroupRecord> latest(Connection connection, List<GroupKey> keys) throws SQLException {
    return reader.load(connection, reader.locate(connection, keys, new Integer[keys.size()]));
  }

  private List<Recorded> write(List<GroupRecord> batch) throws SQLException {
    DistinctRecords distinct = DistinctRecords.of(batch);
    List<@Nullable GroupRecord> taken =
        transactions.write(connection -> write(connection, distinct.records()));
    List<Recorded> answers = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      int at = distinct.position(i);
      GroupRecord existing = taken.get(at) == null ? distinct.records().get(at) : taken.get(at);
      answers.add(
          existing.equals(batch.get(i))
              ? new Recorded.Written(Recorded.Place.DATABASE)
              : new Recorded.AlreadyRecorded(existing));
    }
    return answers;
  }

  /// For each record null if it was written, else what its key and revision hold.
  private List<@Nullable GroupRecord> write(Connection connection, List<GroupRecord> records)
      throws SQLException {
    boolean[] written = writer.write(connection, records);
    List<GroupRecord> losers = new ArrayList<>();
    for (int i = 0; i < written.length; i++) {
      if (!written[i]) {
        losers.add(records.get(i));
      }
    }
    Map<DistinctRecords.Id, GroupRecord> existing = new HashMap<>();
    if (!losers.isEmpty()) {
      List<GroupKey> keys = losers.stream().map(GroupRecord::key).toList();
      Integer[] revisions = losers.stream().map(GroupRecord::revision).toArray(Integer[]::new);
      for (GroupRecord record :
          reader.load(connection, reader.locate(connection, keys, revisions))) {
        existing.put(DistinctRecords.Id.of(record), record);
      }
    }
    List<@Nullable GroupRecord> taken = new ArrayList<>();
    for (GroupRecord record : records) {
      taken.add(existing.get(DistinctRecords.Id.of(record)));
    }
    return taken;
  }
}
