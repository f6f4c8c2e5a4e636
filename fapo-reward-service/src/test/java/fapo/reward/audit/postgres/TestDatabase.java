package fapo.reward.audit.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A PostgreSQL that keeps its promises: the library's defaults turn durability off.
///
/// Tests share one server and get a database each; those that kill a server start their own.
public final class TestDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  private static final class Shared {
    private static final EmbeddedPostgres SERVER = start(durable());
  }

  /// A fresh, migrated database on the shared server.
  public static HikariDataSource fresh() {
    String name = "audit_" + NUMBER.incrementAndGet();
    try (Connection connection = Shared.SERVER.getPostgresDatabase().getConnection();
        Statement create = connection.createStatement()) {
      create.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    HikariDataSource pool = pool(Shared.SERVER.getPort(), name);
    AuditDatabase.migrate(pool);
    return pool;
  }

  /// A second pool on the same database, as another replica has.
  static HikariDataSource again(HikariDataSource pool) {
    return AuditDatabase.pool(pool.getJdbcUrl(), "postgres", "postgres", 6);
  }

  static HikariDataSource pool(int port, String database) {
    return AuditDatabase.pool(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "postgres", 6);
  }

  /// A server of the caller's own, on a fixed port and folder so that it can be started again.
  static EmbeddedPostgres startAt(Path folder, int port) {
    return start(
        durable()
            .setPort(port)
            .setOverrideWorkingDirectory(folder.resolve("bin").toFile())
            .setDataDirectory(folder.resolve("data"))
            .setCleanDataDirectory(false));
  }

  private static EmbeddedPostgres.Builder durable() {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(Duration.ofSeconds(60))
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on");
  }

  private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
