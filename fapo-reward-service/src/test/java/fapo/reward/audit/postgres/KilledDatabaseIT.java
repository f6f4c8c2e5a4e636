package fapo.reward.audit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import fapo.reward.audit.AuditLimits;
import fapo.reward.audit.AuditUnavailableException;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.GroupSummary;
import fapo.reward.audit.Recorded;
import fapo.reward.audit.Records;
import fapo.reward.audit.spool.FileSpool;
import fapo.reward.audit.spool.SpoolingAuditLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server, all of its processes at once, while it is being written to.
final class KilledDatabaseIT {
  private static final int RECORDS = 3000;
  private static final AuditLimits LIMITS =
      new AuditLimits(4096, 1L << 30, 16, 8 << 20, Duration.ofSeconds(2), Duration.ofMinutes(1));

  @TempDir private Path folder;
  private int port;
  private EmbeddedPostgres server;
  private HikariDataSource pool;

  @BeforeEach
  void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server = TestDatabase.startAt(folder, port);
    pool = TestDatabase.pool(port, "postgres");
    AuditDatabase.migrate(pool);
  }

  @AfterEach
  void stop() throws IOException {
    pool.close();
    server.close();
  }

  @Test
  void losesNothingAcknowledgedAndAnswersTheSameAfter() throws Exception {
    ConcurrentHashMap<GroupRecord, Recorded> acknowledged = new ConcurrentHashMap<>();
    List<GroupRecord> refused = new ArrayList<>();
    try (PostgresAuditLog log = new PostgresAuditLog(pool, LIMITS)) {
      List<GroupRecord> records = records("killed");
      CountDownLatch quarter = new CountDownLatch(RECORDS / 4);
      List<CompletableFuture<Recorded>> answers = new ArrayList<>();
      for (GroupRecord record : records) {
        answers.add(
            log.record(record)
                .thenApply(
                    recorded -> {
                      acknowledged.put(record, recorded);
                      quarter.countDown();
                      return recorded;
                    }));
      }
      assertThat(quarter.await(60, TimeUnit.SECONDS)).isTrue();
      kill();
      for (int i = 0; i < RECORDS; i++) {
        if (failed(answers.get(i))) {
          refused.add(records.get(i));
        }
      }
      assertThat(acknowledged).hasSizeBetween(RECORDS / 4, RECORDS - 1);
      assertThat(refused).hasSize(RECORDS - acknowledged.size());
      restart();
      untilBack(log);
      for (GroupRecord record : acknowledged.keySet()) {
        assertThat(log.find(record.key())).contains(record);
      }
      for (GroupRecord record : refused) {
        assertThat(log.record(record).join())
            .isEqualTo(new Recorded.Written(Recorded.Place.DATABASE));
      }
      assertThat(log.findAll(records.stream().map(GroupRecord::key).toList())).hasSize(RECORDS);
    }
  }

  @Test
  void goesOnIntoTheSpoolAndDrainsIt() throws Exception {
    LinkedBlockingQueue<GroupSummary> aside = new LinkedBlockingQueue<>();
    PostgresAuditLog database = new PostgresAuditLog(pool, LIMITS);
    try (FileSpool spool = new FileSpool(folder.resolve("spool"), 1L << 30);
        SpoolingAuditLog log =
            new SpoolingAuditLog(database, spool, (summary, _) -> aside.add(summary))) {
      List<GroupRecord> records = records("spooled");
      List<CompletableFuture<Recorded>> answers = records.stream().map(log::record).toList();
      answers.get(RECORDS / 4).join();
      kill();
      long inSpool =
          answers.stream()
              .map(CompletableFuture::join)
              .filter(new Recorded.Written(Recorded.Place.SPOOL)::equals)
              .count();
      assertThat(inSpool).isPositive();
      assertThat(log.find(records.getLast().key())).contains(records.getLast());
      restart();
      for (int i = 0; i < 600 && log.waiting() > 0; i++) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      assertThat(log.waiting()).isZero();
      assertThat(Files.size(folder.resolve("spool"))).isZero();
      assertThat(database.findAll(records.stream().map(GroupRecord::key).toList()).values())
          .containsExactlyInAnyOrderElementsOf(records);
      assertThat(aside).isEmpty();
    }
  }

  private static List<GroupRecord> records(String run) {
    List<GroupRecord> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(Records.group(Records.key(run, 1, i), 0, 4, 2048));
    }
    return records;
  }

  /// The postmaster with everything below it, so that no backend lives to hold the folder.
  private void kill() throws InterruptedException {
    ProcessHandle postmaster = postmaster();
    List<ProcessHandle> all = new ArrayList<>();
    all.add(postmaster);
    postmaster.descendants().forEach(all::add);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : all) {
      process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  /// The library logs that it finds nothing to stop, and lets go of the folder.
  private void restart() throws IOException {
    server.close();
    server = TestDatabase.startAt(folder, port);
  }

  private ProcessHandle postmaster() {
    try {
      long pid =
          Long.parseLong(
              Files.readAllLines(folder.resolve("data").resolve("postmaster.pid")).getFirst());
      return ProcessHandle.of(pid).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void untilBack(PostgresAuditLog log) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      try {
        log.find(Records.key("back", 1, 1));
        return;
      } catch (AuditUnavailableException e) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static boolean failed(CompletableFuture<Recorded> answer) {
    try {
      answer.join();
      return false;
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(AuditUnavailableException.class);
      return true;
    }
  }
}
