package fapo.reward.audit.postgres;

import fapo.reward.audit.GroupSummary;
import fapo.reward.audit.RunSelection;
import fapo.reward.core.GroupKey;
import fapo.reward.core.RewardRefusedException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks the groups of a run along the primary key, a page at a time: no offset, no open cursor.
final class RunPages {
  private static final String SORT = "(k.step, k.run_attempt, k.group_id, k.group_attempt";

  /// Summaries of latest revisions, descending, after `after`.
  List<GroupSummary> descending(
      Connection connection, RunSelection run, @Nullable GroupKey after, int limit)
      throws SQLException {
    String sql =
        "select run_id, run_attempt, step, group_id, group_attempt, k.revision, k.group_seq,"
            + " k.scored_at, g.* from (select distinct on "
            + SORT
            + ") k.* from fapo_reward.group_key k where "
            + condition(run)
            + (after == null ? "" : " and " + SORT + ") < (?, ?, ?, ?)")
            + " order by k.step desc, k.run_attempt desc, k.group_id desc, k.group_attempt desc,"
            + " k.revision desc limit ?) k cross join lateral (select "
            + GroupReader.SUMMARY_COLUMNS
            + " from fapo_reward.group_score g where g.group_seq = k.group_seq and g.scored_at ="
            + " k.scored_at) g order by k.step desc, k.run_attempt desc, k.group_id desc,"
            + " k.group_attempt desc";
    List<GroupSummary> page = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int p = bind(select, run);
      p = after == null ? p : bind(select, p, after);
      select.setInt(p, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          page.add(GroupReader.summary(rows, 9, located(rows)));
        }
      }
    }
    return page;
  }

  /// Where all revisions lie, ascending, after `after`.
  List<Located> ascending(
      Connection connection, RunSelection run, @Nullable Located after, int limit)
      throws SQLException {
    String sql =
        "select run_id, run_attempt, step, group_id, group_attempt, revision, group_seq, scored_at"
            + " from fapo_reward.group_key k where "
            + condition(run)
            + (after == null ? "" : " and " + SORT + ", k.revision) > (?, ?, ?, ?, ?)")
            + " order by k.step, k.run_attempt, k.group_id, k.group_attempt, k.revision limit ?";
    List<Located> page = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int p = bind(select, run);
      if (after != null) {
        p = bind(select, p, after.key());
        select.setInt(p++, after.revision());
      }
      select.setInt(p, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          page.add(located(rows));
        }
      }
    }
    return page;
  }

  static String token(GroupKey last) {
    String text =
        last.step() + ":" + last.runAttempt() + ":" + last.groupAttempt() + ":" + last.groupId();
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// @throws IllegalArgumentException where [#token] does not make such tokens
  static GroupKey after(String runId, String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String[] part = text.split(":", 4);
      if (part.length == 4) {
        return new GroupKey(
            runId,
            Integer.parseInt(part[1]),
            Long.parseLong(part[0]),
            part[3],
            Integer.parseInt(part[2]));
      }
    } catch (IllegalArgumentException | RewardRefusedException e) {
      throw new IllegalArgumentException(tokenMessage(token), e);
    }
    throw new IllegalArgumentException(tokenMessage(token));
  }

  private static String tokenMessage(String token) {
    return "page_token: '" + token + "' (expected: the next_page_token of the page before)";
  }

  private static String condition(RunSelection run) {
    return "k.run_id = ?"
        + (run.runAttempt() == null ? "" : " and k.run_attempt = ?")
        + (run.step() == null ? "" : " and k.step = ?");
  }

  private static int bind(PreparedStatement select, RunSelection run) throws SQLException {
    int p = 1;
    select.setString(p++, run.runId());
    if (run.runAttempt() != null) {
      select.setLong(p++, run.runAttempt());
    }
    if (run.step() != null) {
      select.setLong(p++, run.step());
    }
    return p;
  }

  private static int bind(PreparedStatement select, int first, GroupKey key) throws SQLException {
    select.setLong(first, key.step());
    select.setLong(first + 1, key.runAttempt());
    select.setString(first + 2, key.groupId());
    select.setLong(first + 3, key.groupAttempt());
    return first + 4;
  }

  private static Located located(ResultSet row) throws SQLException {
    return new Located(
        Keys.read(row, 1), row.getInt(6), row.getLong(7), GroupReader.instant(row, 8));
  }
}
