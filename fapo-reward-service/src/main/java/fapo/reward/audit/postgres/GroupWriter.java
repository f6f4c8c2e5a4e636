package fapo.reward.audit.postgres;

import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.GroupSummary;
import fapo.reward.audit.MemberRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Writes many records in the caller's transaction: keys first, then the rows of those whose key
/// was free.
///
/// Batches of all replicas insert their keys in the same order, so that they wait for each other
/// instead of locking up.
final class GroupWriter {
  private static final int ID_BLOCK = 1024;

  private static final String KEYS =
      """
      insert into fapo_reward.group_key
        (run_id, run_attempt, step, group_id, group_attempt, revision, group_seq, scored_at, content_hash)
      select run_id, run_attempt, step, group_id, group_attempt, revision, group_seq,
             timestamptz '2000-01-01 00:00:00+00' + scored * interval '1 microsecond', content_hash
      from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::bytea[])
        as k(run_id, run_attempt, step, group_id, group_attempt, revision, group_seq, scored, content_hash)
      on conflict do nothing
      returning group_seq
      """;

  private static final String GROUPS =
      "fapo_reward.group_score (group_seq, scored_at, run_id, run_attempt, step, group_id,"
          + " group_attempt, revision, content_hash, status, degraded_cause, no_signal_cause, size,"
          + " right_count, flawed_count, unscored_count, mean_reward, policy, problem,"
          + " reference_count, reference_bytes)";

  private static final String MEMBERS =
      "fapo_reward.rollout_score (group_seq, scored_at, rollout_index, rollout_id, content_hash,"
          + " answer, verdict, verdict_step, response_tokens, reward, outcome, flaw, overlong,"
          + " advantage, solution, result)";

  private long nextSeq;
  private long seqEnd;

  /// Whether each record was written; false where its key and revision were taken.
  ///
  /// @param records distinct by key and revision, in the order of [Keys#ORDER]
  boolean[] write(Connection connection, List<GroupRecord> records) throws SQLException {
    long[] seqs = new long[records.size()];
    for (int i = 0; i < seqs.length; i++) {
      seqs[i] = nextSeq(connection);
    }
    boolean[] written = insertKeys(connection, records, seqs);
    copyGroups(connection, records, seqs, written);
    copyMembers(connection, records, seqs, written);
    return written;
  }

  private long nextSeq(Connection connection) throws SQLException {
    if (nextSeq == seqEnd) {
      try (PreparedStatement next =
              connection.prepareStatement("select nextval('fapo_reward.group_seq')");
          ResultSet row = next.executeQuery()) {
        row.next();
        nextSeq = row.getLong(1);
        seqEnd = nextSeq + ID_BLOCK;
      }
    }
    return nextSeq++;
  }

  private boolean[] insertKeys(Connection connection, List<GroupRecord> records, long[] seqs)
      throws SQLException {
    int n = records.size();
    Integer[] revisions = new Integer[n];
    Long[] ids = new Long[n];
    Long[] scored = new Long[n];
    byte[][] hashes = new byte[n][];
    for (int i = 0; i < n; i++) {
      GroupRecord record = records.get(i);
      revisions[i] = record.revision();
      ids[i] = seqs[i];
      scored[i] = CopyRows.micros(record.summary().scoredAt());
      hashes[i] = record.contentHash();
    }
    boolean[] written = new boolean[n];
    try (PreparedStatement insert = connection.prepareStatement(KEYS)) {
      int p = Keys.bind(insert, 1, records.stream().map(GroupRecord::key).toList());
      insert.setArray(p++, connection.createArrayOf("int4", revisions));
      insert.setArray(p++, connection.createArrayOf("int8", ids));
      insert.setArray(p++, connection.createArrayOf("int8", scored));
      insert.setArray(p, connection.createArrayOf("bytea", hashes));
      try (ResultSet rows = insert.executeQuery()) {
        int i = 0;
        while (rows.next()) {
          long id = rows.getLong(1);
          while (seqs[i] != id) {
            i++;
          }
          written[i] = true;
        }
      }
    }
    return written;
  }

  private static void copyGroups(
      Connection connection, List<GroupRecord> records, long[] seqs, boolean[] written)
      throws SQLException {
    try (CopyRows rows = new CopyRows(connection, GROUPS)) {
      for (int i = 0; i < seqs.length; i++) {
        if (written[i]) {
          group(rows.row(21).add(seqs[i]), records.get(i));
        }
      }
      rows.finish();
    }
  }

  private static void group(CopyRows row, GroupRecord record) throws SQLException {
    GroupSummary summary = record.summary();
    GroupSummary.Tally tally = summary.tally();
    row.add(summary.scoredAt())
        .add(record.key().runId())
        .add((long) record.key().runAttempt())
        .add(record.key().step())
        .add(record.key().groupId())
        .add((long) record.key().groupAttempt())
        .add(record.revision())
        .add(record.contentHash())
        .add(summary.status().code())
        .add(summary.status().degradedCause())
        .add(summary.status().noSignalCause())
        .add(tally.size())
        .add(tally.right())
        .add(tally.flawed())
        .add(tally.unscored())
        .addNullable(tally.meanReward())
        .add(record.content().policy())
        .add(record.content().problem())
        .add(record.content().references().size())
        .add(References.pack(record.content().references()));
  }

  private static void copyMembers(
      Connection connection, List<GroupRecord> records, long[] seqs, boolean[] written)
      throws SQLException {
    try (CopyRows rows = new CopyRows(connection, MEMBERS)) {
      for (int i = 0; i < seqs.length; i++) {
        if (written[i]) {
          for (MemberRecord member : records.get(i).members()) {
            rows.row(16).add(seqs[i]).add(records.get(i).summary().scoredAt());
            MemberRows.write(rows, member);
          }
        }
      }
      rows.finish();
    }
  }
}
