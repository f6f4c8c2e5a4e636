package fapo.reward.audit.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The audit's database: how it is reached, brought up to date and kept ahead of the calendar.
public final class AuditDatabase {
  private static final String SCHEMA = "fapo_reward";
  private static final int MONTHS_AHEAD = 2;

  private AuditDatabase() {}

  /// A pool that notices within seconds that the database is away, and does not need it to start.
  ///
  /// @param connections at least 4: the writer, the reader and two for blocking calls
  public static HikariDataSource pool(
      String jdbcUrl, String user, String password, int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("fapo-audit");
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(1000);
    config.setValidationTimeout(500);
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("connectTimeout", "1");
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("ApplicationName", "fapo-reward-service");
    return new HikariDataSource(config);
  }

  /// Creates or updates the schema.
  public static void migrate(DataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .table("fapo_reward_schema_history")
        .locations("classpath:db/fapo-reward-service")
        .load()
        .migrate();
  }

  /// Creates the partitions of this month and the next two; to be called at start and daily. Rows
  /// of a month that was missed lie in the default partition, where they are found all the same.
  public static void createPartitions(DataSource dataSource, Clock clock) throws SQLException {
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    try (Connection connection = dataSource.getConnection();
        PreparedStatement create =
            connection.prepareStatement("select fapo_reward.create_partitions(?, ?)")) {
      create.setObject(1, today);
      create.setInt(2, MONTHS_AHEAD);
      create.execute();
    }
  }
}
