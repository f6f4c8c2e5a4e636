package fapo.reward.audit.postgres;

import fapo.reward.core.GroupKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/// Group keys as parameters and columns, always in the order run, attempt, step, group, attempt.
final class Keys {
  /// The order of the primary keys. Every batch locks in it.
  static final Comparator<GroupKey> ORDER =
      Comparator.comparing(GroupKey::runId)
          .thenComparingLong(GroupKey::step)
          .thenComparingLong(GroupKey::runAttempt)
          .thenComparing(GroupKey::groupId)
          .thenComparingLong(GroupKey::groupAttempt);

  static final String COLUMNS = "run_id, run_attempt, step, group_id, group_attempt";

  /// A relation of keys, numbered from 1 in the order given.
  static final String GIVEN =
      "unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[]) with ordinality"
          + " as q(run_id, run_attempt, step, group_id, group_attempt, n)";

  private Keys() {}

  /// Binds five arrays from parameter `first` on; returns the next parameter.
  static int bind(PreparedStatement statement, int first, List<GroupKey> keys) throws SQLException {
    int n = keys.size();
    String[] runs = new String[n];
    String[] groups = new String[n];
    Long[][] numbers = new Long[3][n];
    for (int i = 0; i < n; i++) {
      GroupKey key = keys.get(i);
      runs[i] = key.runId();
      numbers[0][i] = (long) key.runAttempt();
      numbers[1][i] = key.step();
      groups[i] = key.groupId();
      numbers[2][i] = (long) key.groupAttempt();
    }
    Connection connection = statement.getConnection();
    statement.setArray(first, connection.createArrayOf("text", runs));
    statement.setArray(first + 1, connection.createArrayOf("int8", numbers[0]));
    statement.setArray(first + 2, connection.createArrayOf("int8", numbers[1]));
    statement.setArray(first + 3, connection.createArrayOf("text", groups));
    statement.setArray(first + 4, connection.createArrayOf("int8", numbers[2]));
    return first + 5;
  }

  /// Reads five columns from `first` on.
  static GroupKey read(ResultSet row, int first) throws SQLException {
    return new GroupKey(
        row.getString(first),
        row.getInt(first + 1),
        row.getLong(first + 2),
        row.getString(first + 3),
        row.getInt(first + 4));
  }
}
