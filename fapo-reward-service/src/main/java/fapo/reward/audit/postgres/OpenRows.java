package fapo.reward.audit.postgres;

import fapo.reward.audit.GroupContent;
import fapo.reward.audit.MemberRecord;
import fapo.reward.audit.assembly.OpenGroup;
import fapo.reward.core.GroupKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The statements on open groups and their members, many rows each, in the caller's transaction.
final class OpenRows {
  private static final String SAME_KEY =
      " g.run_id = q.run_id and g.step = q.step and g.run_attempt = q.run_attempt"
          + " and g.group_id = q.group_id and g.group_attempt = q.group_attempt";

  private static final String INSERT =
      "insert into fapo_reward.open_group (run_id, run_attempt, step, group_id, group_attempt, size,"
          + " policy, problem, reference_count, reference_bytes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " on conflict do nothing";

  private static final String SELECT =
      "select q.n, g.open_seq, g.size, g.arrived, g.state, g.policy, g.problem, g.reference_bytes,"
          + " coalesce(g.claimed_until < clock_timestamp(), true) from "
          + Keys.GIVEN
          + " join fapo_reward.open_group g on"
          + SAME_KEY;

  private static final String LOCK =
      " order by g.run_id, g.step, g.run_attempt, g.group_id, g.group_attempt for update of g";

  private static final String MEMBERS =
      "select open_seq, " + MemberRows.COLUMNS + " from fapo_reward.open_member";

  private OpenRows() {}

  /// Inserts the groups that are not there.
  static void insert(Connection connection, List<OpenGroup> groups) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (OpenGroup group : groups) {
        GroupKey key = group.key();
        insert.setString(1, key.runId());
        insert.setLong(2, key.runAttempt());
        insert.setLong(3, key.step());
        insert.setString(4, key.groupId());
        insert.setLong(5, key.groupAttempt());
        insert.setInt(6, group.size());
        insert.setBytes(7, group.content().policy());
        insert.setBytes(8, group.content().problem());
        insert.setInt(9, group.content().references().size());
        insert.setBytes(10, References.pack(group.content().references()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static Map<GroupKey, OpenRow> read(Connection connection, List<GroupKey> keys)
      throws SQLException {
    return select(connection, keys, SELECT);
  }

  /// As [#read], and holds the rows until the transaction ends; every replica in the same order.
  static Map<GroupKey, OpenRow> lock(Connection connection, List<GroupKey> keys)
      throws SQLException {
    return select(connection, keys, SELECT + LOCK);
  }

  private static Map<GroupKey, OpenRow> select(
      Connection connection, List<GroupKey> keys, String sql) throws SQLException {
    Map<GroupKey, OpenRow> found = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      Keys.bind(select, 1, keys);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          GroupKey key = keys.get(row.getInt(1) - 1);
          GroupContent content =
              new GroupContent(
                  row.getBytes(6), row.getBytes(7), References.unpack(row.getBytes(8)));
          found.put(
              key,
              new OpenRow(
                  row.getLong(2),
                  new OpenGroup(key, row.getInt(3), content),
                  row.getInt(4),
                  OpenRow.State.valueOf(row.getString(5)),
                  row.getBoolean(9)));
        }
      }
    }
    return found;
  }

  /// The members at these places, by group.
  ///
  /// @param indices one a group in `seqs`
  static Map<Long, List<MemberRecord>> membersAt(
      Connection connection, List<Long> seqs, List<Integer> indices) throws SQLException {
    String sql =
        MEMBERS
            + " where (open_seq, rollout_index) in"
            + " (select * from unnest(?::bigint[], ?::int[]))";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("int8", seqs.toArray()));
      select.setArray(2, connection.createArrayOf("int4", indices.toArray()));
      return members(select);
    }
  }

  /// All members of these groups, by group and ascending index.
  static Map<Long, List<MemberRecord>> membersOf(Connection connection, Collection<Long> seqs)
      throws SQLException {
    if (seqs.isEmpty()) {
      return Map.of();
    }
    String sql = MEMBERS + " where open_seq = any (?::bigint[]) order by open_seq, rollout_index";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("int8", seqs.toArray()));
      return members(select);
    }
  }

  private static Map<Long, List<MemberRecord>> members(PreparedStatement select)
      throws SQLException {
    Map<Long, List<MemberRecord>> members = new HashMap<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        members
            .computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
            .add(MemberRows.read(row, 2));
      }
    }
    return members;
  }

  /// Appends members that the caller, holding the lock, knows to be new.
  static void append(Connection connection, Map<Long, List<MemberRecord>> added)
      throws SQLException {
    String target = "fapo_reward.open_member (open_seq, " + MemberRows.COLUMNS + ")";
    try (CopyRows rows = new CopyRows(connection, target)) {
      for (Map.Entry<Long, List<MemberRecord>> group : added.entrySet()) {
        for (MemberRecord member : group.getValue()) {
          MemberRows.write(rows.row(15).add(group.getKey().longValue()), member);
        }
      }
      rows.finish();
    }
  }

  /// Sets how many arrived, and where that makes it complete, whose it is to finish.
  static void arrived(Connection connection, Map<Long, Integer> arrived, Duration lease)
      throws SQLException {
    String sql =
        """
        update fapo_reward.open_group g set arrived = q.arrived,
          state = case when q.arrived = g.size then 'COMPLETE' else g.state end,
          claimed_until = case when q.arrived = g.size
            then clock_timestamp() + ? * interval '1 millisecond' end
        from unnest(?::bigint[], ?::int[]) as q(open_seq, arrived) where g.open_seq = q.open_seq
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, lease.toMillis());
      update.setArray(2, connection.createArrayOf("int8", arrived.keySet().toArray()));
      update.setArray(3, connection.createArrayOf("int4", arrived.values().toArray()));
      update.executeUpdate();
    }
  }

  static void complete(Connection connection, long seq, Duration lease) throws SQLException {
    String sql =
        "update fapo_reward.open_group set state = 'COMPLETE', claimed_until = clock_timestamp() + ?"
            + " * interval '1 millisecond' where open_seq = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, lease.toMillis());
      update.setLong(2, seq);
      update.executeUpdate();
    }
  }

  /// Forgets groups with their members.
  static void delete(Connection connection, Collection<Long> seqs) throws SQLException {
    String sql = "delete from fapo_reward.open_group where open_seq = any (?::bigint[])";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setArray(1, connection.createArrayOf("int8", seqs.toArray()));
      delete.executeUpdate();
    }
  }
}
