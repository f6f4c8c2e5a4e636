package fapo.reward.audit.postgres;

import fapo.reward.audit.AuditLimits;
import fapo.reward.audit.MemberRecord;
import fapo.reward.audit.assembly.Assembly;
import fapo.reward.audit.assembly.GroupAssembly;
import fapo.reward.audit.assembly.OpenGroup;
import fapo.reward.core.GroupKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Open groups in PostgreSQL: the row lock on the group decides whose member was the last.
///
/// Joins and members are batched, one transaction for as many as came while the last one ran.
public final class PostgresGroupAssembly implements GroupAssembly {
  private final Transactions transactions;
  private final Duration lease;
  private final GroupReader reader = new GroupReader();
  private final Batcher<Join, Assembly> joins;
  private final Batcher<Addition, Assembly> additions;
  private final Batcher<GroupKey, Boolean> finished;

  /// @param dataSource of a migrated database; see [AuditDatabase]
  public PostgresGroupAssembly(DataSource dataSource, AuditLimits limits) {
    this.transactions = new Transactions(dataSource);
    this.lease = limits.claimLease();
    Batcher.Limits bounds =
        new Batcher.Limits(
            limits.queuedRecords(),
            limits.queuedBytes(),
            limits.batchRecords(),
            limits.batchBytes(),
            limits.patience());
    JoinBatch join = new JoinBatch(reader);
    AdditionBatch add = new AdditionBatch(reader, lease);
    this.joins =
        new Batcher<>(
            "fapo-assembly-join",
            bounds,
            batch -> transactions.write(c -> join.run(c, batch)),
            transactions::probe);
    this.additions =
        new Batcher<>(
            "fapo-assembly-add",
            bounds,
            batch -> transactions.write(c -> add.run(c, batch)),
            transactions::probe);
    this.finished =
        new Batcher<>(
            "fapo-assembly-finish",
            bounds,
            batch -> transactions.write(c -> forget(c, batch)),
            transactions::probe);
  }

  /// A rollout that is about to be judged.
  record Join(OpenGroup group, int index, MemberHash hash) {}

  /// A judged rollout.
  record Addition(GroupKey key, MemberRecord member) {}

  @Override
  public CompletableFuture<Assembly> openOrJoin(OpenGroup group, int index, byte[] contentHash) {
    if (index < 0 || index >= group.size()) {
      throw new IllegalArgumentException(
          "rollout_index: " + index + " (expected: 0 to " + (group.size() - 1) + ")");
    }
    long weight = 512L + group.content().problem().length;
    return joins.submit(new Join(group, index, new MemberHash(contentHash)), weight);
  }

  @Override
  public CompletableFuture<Assembly> addMember(GroupKey key, MemberRecord member) {
    long weight = 512L + member.text().length + member.result().length;
    return additions.submit(new Addition(key, member), weight);
  }

  @Override
  public Assembly close(GroupKey key) {
    return finish(key, true);
  }

  @Override
  public Assembly claim(GroupKey key) {
    return finish(key, false);
  }

  @Override
  public Assembly find(GroupKey key) {
    return transactions.read(
        connection -> {
          OpenRow row = OpenRows.read(connection, List.of(key)).get(key);
          return row == null ? absent(connection, key) : standing(row, all(connection, row), false);
        });
  }

  @Override
  public boolean cancel(GroupKey key) {
    return one(
        connection -> {
          OpenRow row = OpenRows.lock(connection, List.of(key)).get(key);
          return row != null
              && row.state() != OpenRow.State.CANCELLED
              && cancel(connection, List.of(row.seq())) > 0;
        });
  }

  @Override
  public int cancelRun(String runId, @Nullable Integer runAttempt) {
    return one(
        connection -> {
          String sql =
              "select open_seq from fapo_reward.open_group where run_id = ? and state <> 'CANCELLED'"
                  + (runAttempt == null ? "" : " and run_attempt = ?")
                  + " order by run_id, step, run_attempt, group_id, group_attempt for update";
          List<Long> seqs = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, runId);
            if (runAttempt != null) {
              select.setLong(2, runAttempt);
            }
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                seqs.add(rows.getLong(1));
              }
            }
          }
          return cancel(connection, seqs);
        });
  }

  @Override
  public CompletableFuture<Void> finish(GroupKey key) {
    return finished.submit(key, 256).thenAccept(_ -> {});
  }

  @Override
  public void close() {
    joins.close();
    additions.close();
    finished.close();
  }

  /// How a row stands for a caller that may be shown `members`.
  static Assembly standing(OpenRow row, List<MemberRecord> members, boolean yours) {
    return switch (row.state()) {
      case OPEN -> new Assembly.Open(row.group(), row.arrived(), members);
      case COMPLETE -> new Assembly.Complete(row.group(), members, yours);
      case CANCELLED -> new Assembly.Cancelled(row.group().key());
    };
  }

  private Assembly finish(GroupKey key, boolean closing) {
    return one(
        connection -> {
          OpenRow row = OpenRows.lock(connection, List.of(key)).get(key);
          if (row == null) {
            return absent(connection, key);
          }
          boolean yours =
              switch (row.state()) {
                case OPEN -> closing;
                case COMPLETE -> row.free();
                case CANCELLED -> false;
              };
          if (!yours) {
            return standing(row, List.of(), false);
          }
          OpenRows.complete(connection, row.seq(), lease);
          return new Assembly.Complete(row.group(), all(connection, row), true);
        });
  }

  private Assembly absent(Connection connection, GroupKey key) throws SQLException {
    return reader.locate(connection, List.of(key), new Integer[1]).isEmpty()
        ? new Assembly.Unknown(key)
        : new Assembly.Scored(key);
  }

  private static List<MemberRecord> all(Connection connection, OpenRow row) throws SQLException {
    return OpenRows.membersOf(connection, List.of(row.seq())).getOrDefault(row.seq(), List.of());
  }

  private static int cancel(Connection connection, List<Long> seqs) throws SQLException {
    try (PreparedStatement drop =
            connection.prepareStatement(
                "delete from fapo_reward.open_member where open_seq = any (?::bigint[])");
        PreparedStatement mark =
            connection.prepareStatement(
                "update fapo_reward.open_group set state = 'CANCELLED'"
                    + " where open_seq = any (?::bigint[])")) {
      drop.setArray(1, connection.createArrayOf("int8", seqs.toArray()));
      drop.executeUpdate();
      mark.setArray(1, connection.createArrayOf("int8", seqs.toArray()));
      return mark.executeUpdate();
    }
  }

  private List<Boolean> forget(Connection connection, List<GroupKey> batch) throws SQLException {
    List<GroupKey> keys = batch.stream().distinct().sorted(Keys.ORDER).toList();
    Map<GroupKey, OpenRow> rows = OpenRows.lock(connection, keys);
    OpenRows.delete(connection, rows.values().stream().map(OpenRow::seq).toList());
    return batch.stream().map(rows::containsKey).toList();
  }

  private <T> T one(Transactions.Work<T> work) {
    try {
      return transactions.write(work);
    } catch (SQLException e) {
      throw SqlStates.unavailable(e);
    }
  }
}
