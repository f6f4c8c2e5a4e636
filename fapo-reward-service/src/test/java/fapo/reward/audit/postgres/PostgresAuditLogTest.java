package fapo.reward.audit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import fapo.reward.audit.AuditLimits;
import fapo.reward.audit.AuditLog;
import fapo.reward.audit.AuditLogContract;
import fapo.reward.audit.AuditPressureException;
import fapo.reward.audit.AuditUnavailableException;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.Recorded;
import fapo.reward.audit.Records;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PostgresAuditLogTest extends AuditLogContract {
  private static HikariDataSource pool;
  private static PostgresAuditLog log;

  @BeforeAll
  static void open() {
    pool = TestDatabase.fresh();
    log = new PostgresAuditLog(pool, AuditLimits.STANDARD);
  }

  @AfterAll
  static void shut() {
    log.close();
    pool.close();
  }

  @Override
  protected AuditLog log() {
    return log;
  }

  @Test
  void letsOneReplicaWinAndTellsTheOther() {
    try (PostgresAuditLog other = new PostgresAuditLog(pool, AuditLimits.STANDARD)) {
      List<CompletableFuture<Recorded>> mine = new ArrayList<>();
      List<CompletableFuture<Recorded>> theirs = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        mine.add(log.record(Records.group(Records.key("replicas", 1, i), 0, 2, 40)));
        theirs.add(other.record(Records.group(Records.key("replicas", 1, 299 - i), 0, 2, 50)));
      }
      for (int i = 0; i < 300; i++) {
        List<Recorded> both = List.of(mine.get(i).join(), theirs.get(299 - i).join());
        GroupRecord stands = log.find(Records.key("replicas", 1, i)).orElseThrow();
        assertThat(both)
            .containsExactlyInAnyOrder(
                new Recorded.Written(Recorded.Place.DATABASE),
                new Recorded.AlreadyRecorded(stands));
      }
    }
  }

  @Test
  void refusesOnlyTheRecordTheDatabaseCannotHold() {
    GroupRecord poisoned = Records.withStatus(Records.group(Records.key("nul", 1, 0), 1), "O\0K");
    CompletableFuture<Recorded> before = log.record(Records.group(Records.key("nul", 1, 1), 1));
    CompletableFuture<Recorded> bad = log.record(poisoned);
    CompletableFuture<Recorded> after = log.record(Records.group(Records.key("nul", 1, 2), 1));
    assertThat(before.join()).isInstanceOf(Recorded.Written.class);
    assertThat(after.join()).isInstanceOf(Recorded.Written.class);
    assertThatThrownBy(bad::join).hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToChangeWhatIsRecorded() throws SQLException {
    log.record(Records.group(Records.key("changed", 1, 1), 2)).join();
    for (String table : List.of("group_key", "group_score", "rollout_score")) {
      assertThatThrownBy(() -> execute("delete from fapo_reward." + table))
          .hasMessageContaining("append only");
    }
    assertThatThrownBy(() -> execute("update fapo_reward.rollout_score set reward = 0"))
        .hasMessageContaining("append only");
  }

  @Test
  void createsPartitionsOnceAndPutsRowsOfTodayThere() throws SQLException {
    AuditDatabase.createPartitions(pool, Clock.systemUTC());
    AuditDatabase.createPartitions(pool, Clock.systemUTC());
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_inherits where inhparent = 'fapo_reward.rollout_score'::regclass")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(4);
    }
  }

  @Test
  void pressesBackWhenItsQueueIsFull() throws Exception {
    AuditLimits narrow =
        new AuditLimits(2, 1 << 20, 1, 1 << 20, Duration.ofSeconds(2), Duration.ofMinutes(1));
    try (Connection lock = pool.getConnection();
        PostgresAuditLog small = new PostgresAuditLog(pool, narrow)) {
      lock.setAutoCommit(false);
      try (Statement statement = lock.createStatement()) {
        statement.execute("lock table fapo_reward.group_key in exclusive mode");
      }
      List<CompletableFuture<Recorded>> taken = new ArrayList<>();
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10; i++) {
                  taken.add(small.record(Records.group(Records.key("full", 1, i), 1)));
                }
              })
          .isInstanceOf(AuditPressureException.class);
      lock.rollback();
      taken.forEach(CompletableFuture::join);
      assertThat(taken).hasSizeBetween(2, 4);
    }
  }

  @Test
  void settlesWhatItTookBeforeItCloses() {
    PostgresAuditLog closing = new PostgresAuditLog(pool, AuditLimits.STANDARD);
    List<CompletableFuture<Recorded>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(closing.record(Records.group(Records.key("closing", 1, i), 1)));
    }
    closing.close();
    assertThat(answers).allMatch(answer -> answer.join() instanceof Recorded.Written);
    assertThatThrownBy(() -> closing.record(Records.group(Records.key("closing", 2, 1), 1)).join())
        .hasCauseInstanceOf(AuditUnavailableException.class);
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
