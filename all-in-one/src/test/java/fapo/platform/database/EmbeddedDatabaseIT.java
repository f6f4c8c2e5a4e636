package fapo.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
  private static final Path CACHE =
      Path.of(System.getProperty("fapo.root", ".."), "all-in-one/target/postgres-cache");

  @TempDir Path folder;

  private static String ask(EmbeddedDatabase database, String question) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.next() ? answer.getString(1) : "";
    }
  }

  private static void run(EmbeddedDatabase database, String command) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  @Test
  void isDurableAndListensOnTheLoopbackAlone() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, CACHE)) {
      assertThat(ask(database, "show fsync")).isEqualTo("on");
      assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(database, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThatThrownBy(
              () -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "guess"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void keepsItsRowsAndRefusesASecondPlatform() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, CACHE)) {
      run(database, "create table t as select 7 as n");
      assertThatThrownBy(() -> EmbeddedDatabase.start(folder, CACHE))
          .isInstanceOf(DatabaseStartException.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, CACHE)) {
      assertThat(ask(database, "select n from t")).isEqualTo("7");
    }
  }

  @Test
  void stopsTheServerThatAKilledPlatformLeft() throws Exception {
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                folder.toString(),
                CACHE.toString())
            .inheritIO()
            .start();
    assertThat(killed.waitFor()).isEqualTo(9);
    long orphan = postmaster();
    assertThat(ProcessHandle.of(orphan)).isPresent();

    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, CACHE)) {
      assertThat(ask(database, "select n from t")).isEqualTo("9");
      assertThat(postmaster()).isNotEqualTo(orphan);
    }
    assertThat(folder.resolve("postgres/data/postmaster.pid")).doesNotExist();
  }

  @Test
  void passesOverAProcessNumberThatIsAnothersNow() throws Exception {
    EmbeddedDatabase.start(folder, CACHE).close();
    Path file = folder.resolve("postgres/data/postmaster.pid");
    Files.writeString(file, ProcessHandle.current().pid() + "\n" + file.getParent() + "\n");

    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, CACHE)) {
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  private long postmaster() throws Exception {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("postgres/data/postmaster.pid")).getFirst().strip());
  }

  /// A platform that ends without a word.
  static final class Killed {
    public static void main(String[] args) throws Exception {
      EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), Path.of(args[1]));
      run(database, "create table t as select 9 as n");
      Runtime.getRuntime().halt(9);
    }
  }
}
