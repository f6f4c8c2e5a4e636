package fapo.reward.audit.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Runs work in one transaction each: all of it, or none.
final class Transactions {
  /// A server may have been set not to wait for its disk; an answer must.
  private static final String DURABLE =
      "select set_config('synchronous_commit', 'on', true)"
          + " where current_setting('synchronous_commit') = 'off'";

  /// Work on a connection that is not in auto-commit.
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private final DataSource dataSource;

  Transactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  <T> T write(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        try (PreparedStatement durable = connection.prepareStatement(DURABLE)) {
          durable.execute();
        }
        T result = work.run(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done && !connection.isClosed()) {
          connection.rollback();
        }
      }
    }
  }

  <T> T tryRead(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return work.run(connection);
    }
  }

  /// As [#tryRead], for callers that are outside a batch.
  <T> T read(Work<T> work) {
    try {
      return tryRead(work);
    } catch (SQLException e) {
      throw SqlStates.unavailable(e);
    }
  }

  void probe() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement ping = connection.prepareStatement("select 1")) {
      ping.setQueryTimeout(2);
      ping.execute();
    }
  }
}
