package fapo.reward.audit.postgres;

import fapo.reward.audit.AuditUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientException;

/// Whose fault an SQL error is, by its class (PostgreSQL, appendix A).
final class SqlStates {
  private SqlStates() {}

  /// Whether the same batch may succeed later: the database is away, short of something, or two
  /// transactions met.
  static boolean passing(SQLException e) {
    String state = state(e);
    return unreachable(e) || state.startsWith("40") || state.startsWith("55");
  }

  /// Whether nothing at all can be recorded for now.
  static boolean unreachable(SQLException e) {
    String state = state(e);
    return e instanceof SQLTransientException
        || state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.equals("25006");
  }

  /// What the one request that is at fault is told: its content is refused, or we are broken.
  static RuntimeException refusal(SQLException e) {
    return state(e).startsWith("22")
        ? new IllegalArgumentException("record: " + e.getMessage(), e)
        : new AuditUnavailableException("audit database: " + e.getMessage(), e);
  }

  /// For a single blocking request.
  static RuntimeException unavailable(SQLException e) {
    return passing(e)
        ? new AuditUnavailableException("audit database: " + e.getMessage(), e)
        : refusal(e);
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
