package fapo.reward.audit.postgres;

import com.zaxxer.hikari.HikariDataSource;
import fapo.reward.audit.AuditLimits;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.Recorded;
import fapo.reward.audit.Records;
import fapo.reward.core.GroupKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Times the bulk path and the look-ups before it: 512 groups of 8 rollouts of 4 KiB a round.
///
/// `args`: rounds, groups a batch, MiB a batch, then SQL to run before.
final class AuditBench {
  private static final int GROUPS = 512;

  private AuditBench() {}

  public static void main(String[] args) throws SQLException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 8;
    int batch = args.length > 1 ? Integer.parseInt(args[1]) : 256;
    long bytes = (args.length > 2 ? Long.parseLong(args[2]) : 8) << 20;
    try (HikariDataSource pool = TestDatabase.fresh()) {
      for (int i = 3; i < args.length; i++) {
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute(args[i]);
        }
      }
      AuditLimits limits =
          new AuditLimits(
              4096, 1L << 30, batch, bytes, Duration.ofSeconds(2), Duration.ofMinutes(1));
      try (PostgresAuditLog log = new PostgresAuditLog(pool, limits)) {
        for (int round = 0; round < rounds; round++) {
          round(log, round);
        }
      }
    }
  }

  private static void round(PostgresAuditLog log, int round) {
    List<GroupRecord> records = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      records.add(Records.group(Records.key("bench", round, i), 0, 8, 4096));
    }
    List<GroupKey> keys = records.stream().map(GroupRecord::key).toList();
    long start = System.nanoTime();
    int found = log.findAll(keys).size();
    long looked = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    keys.forEach(
        key -> threads.add(Thread.startVirtualThread(() -> log.find(key).ifPresent(_ -> {}))));
    threads.forEach(AuditBench::join);
    long lookedSingly = System.nanoTime();
    List<CompletableFuture<Recorded>> answers = records.stream().map(log::record).toList();
    answers.forEach(CompletableFuture::join);
    long written = System.nanoTime();
    int again = log.findAll(keys).size();
    long loaded = System.nanoTime();
    System.out.printf(
        "round %d: %d/%d found; findAll miss %.1f ms, find x%d miss %.1f ms, record %.1f ms"
            + " (%.0f rollouts/s), findAll hit %.1f ms%n",
        round,
        found,
        again,
        (looked - start) / 1e6,
        GROUPS,
        (lookedSingly - looked) / 1e6,
        (written - lookedSingly) / 1e6,
        GROUPS * 8 / ((written - lookedSingly) / 1e9),
        (loaded - written) / 1e6);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
