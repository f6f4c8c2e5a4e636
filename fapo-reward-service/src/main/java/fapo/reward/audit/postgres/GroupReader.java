package fapo.reward.audit.postgres;

import fapo.reward.audit.GroupContent;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.GroupSummary;
import fapo.reward.audit.MemberRecord;
import fapo.reward.core.GroupKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads records by key, many in a statement.
final class GroupReader {
  /// The lateral join keeps every look-up an index probe, whatever the planner believes.
  private static final String LOCATE =
      "select q.n, k.revision, k.group_seq, k.scored_at from "
          + Keys.GIVEN
              .replace("?::bigint[])", "?::bigint[], ?::int[])")
              .replace(", n)", ", revision, n)")
          + """
           cross join lateral (
             select * from fapo_reward.group_key k
             where k.run_id = q.run_id and k.step = q.step and k.run_attempt = q.run_attempt
               and k.group_id = q.group_id and k.group_attempt = q.group_attempt
               and (q.revision is null or k.revision = q.revision)
             order by k.revision desc limit 1) k
          """;

  static final String SUMMARY_COLUMNS =
      "status, degraded_cause, no_signal_cause, size, right_count, flawed_count, unscored_count,"
          + " mean_reward";

  private static final String GROUPS =
      "select group_seq, content_hash, policy, problem, reference_bytes, "
          + SUMMARY_COLUMNS
          + " from fapo_reward.group_score"
          + " where group_seq = any (?::bigint[]) and scored_at = any (?::timestamptz[])";

  private static final String MEMBERS =
      "select group_seq, "
          + MemberRows.COLUMNS
          + " from fapo_reward.rollout_score"
          + " where group_seq = any (?::bigint[]) and scored_at = any (?::timestamptz[])"
          + " order by group_seq, rollout_index";

  /// Which of the keys are on record: the latest revision, or the one named.
  ///
  /// @param revisions one a key, null for the latest
  List<Located> locate(Connection connection, List<GroupKey> keys, @Nullable Integer[] revisions)
      throws SQLException {
    List<Located> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(LOCATE)) {
      int p = Keys.bind(select, 1, keys);
      select.setArray(p, connection.createArrayOf("int4", revisions));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          GroupKey key = keys.get(rows.getInt(1) - 1);
          found.add(new Located(key, rows.getInt(2), rows.getLong(3), instant(rows, 4)));
        }
      }
    }
    return found;
  }

  /// The records, in the order given.
  List<GroupRecord> load(Connection connection, List<Located> located) throws SQLException {
    if (located.isEmpty()) {
      return List.of();
    }
    Map<Long, List<MemberRecord>> members = members(connection, located);
    Map<Long, Located> bySeq = new HashMap<>();
    located.forEach(l -> bySeq.put(l.seq(), l));
    Map<Long, GroupRecord> records = new HashMap<>();
    try (PreparedStatement select = bySeq(connection, GROUPS, located);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        long seq = rows.getLong(1);
        Located at = bySeq.get(seq);
        if (at != null) {
          records.put(seq, group(rows, at, members.getOrDefault(seq, List.of())));
        }
      }
    }
    List<GroupRecord> ordered = new ArrayList<>();
    for (Located l : located) {
      GroupRecord record = records.get(l.seq());
      if (record == null) {
        throw new SQLException("group_key without group_score: " + l, "XX001");
      }
      ordered.add(record);
    }
    return ordered;
  }

  /// Reads [#SUMMARY_COLUMNS] from `first` on.
  static GroupSummary summary(ResultSet row, int first, Located at) throws SQLException {
    return new GroupSummary(
        at.key(),
        at.revision(),
        new GroupSummary.Status(
            row.getString(first), row.getString(first + 1), row.getString(first + 2)),
        new GroupSummary.Tally(
            row.getInt(first + 3),
            row.getInt(first + 4),
            row.getInt(first + 5),
            row.getInt(first + 6),
            MemberRows.number(row, first + 7)),
        at.scoredAt());
  }

  static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static GroupRecord group(ResultSet row, Located at, List<MemberRecord> members)
      throws SQLException {
    GroupContent content =
        new GroupContent(row.getBytes(3), row.getBytes(4), References.unpack(row.getBytes(5)));
    return new GroupRecord(summary(row, 6, at), row.getBytes(2), content, members);
  }

  private static Map<Long, List<MemberRecord>> members(Connection connection, List<Located> located)
      throws SQLException {
    Map<Long, List<MemberRecord>> members = new HashMap<>();
    try (PreparedStatement select = bySeq(connection, MEMBERS, located);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        members
            .computeIfAbsent(rows.getLong(1), _ -> new ArrayList<>())
            .add(MemberRows.read(rows, 2));
      }
    }
    return members;
  }

  private static PreparedStatement bySeq(Connection connection, String sql, List<Located> located)
      throws SQLException {
    PreparedStatement select = connection.prepareStatement(sql);
    Long[] seqs = located.stream().map(Located::seq).toArray(Long[]::new);
    String[] times =
        located.stream().map(l -> l.scoredAt().toString()).distinct().toArray(String[]::new);
    select.setArray(1, connection.createArrayOf("int8", seqs));
    select.setArray(2, connection.createArrayOf("timestamptz", times));
    return select;
  }
}
