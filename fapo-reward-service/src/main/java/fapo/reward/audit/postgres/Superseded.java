package fapo.reward.audit.postgres;

import fapo.reward.audit.GroupSummary;
import fapo.reward.core.GroupKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Answers that were given and do not stand.
final class Superseded {
  private static final String INSERT =
      "insert into fapo_reward.superseded_answer ("
          + Keys.COLUMNS
          + ", revision, record) values (?, ?, ?, ?, ?, ?, ?)";

  private Superseded() {}

  static boolean keep(Connection connection, GroupSummary summary, byte[] record)
      throws SQLException {
    GroupKey key = summary.key();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, key.runId());
      insert.setLong(2, key.runAttempt());
      insert.setLong(3, key.step());
      insert.setString(4, key.groupId());
      insert.setLong(5, key.groupAttempt());
      insert.setInt(6, summary.revision());
      insert.setBytes(7, record);
      return insert.executeUpdate() == 1;
    }
  }
}
