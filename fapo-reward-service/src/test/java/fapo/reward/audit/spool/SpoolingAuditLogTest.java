package fapo.reward.audit.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.AuditLogContract;
import fapo.reward.audit.AuditUnavailableException;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.GroupSummary;
import fapo.reward.audit.Recorded;
import fapo.reward.audit.Records;
import fapo.reward.audit.RunSelection;
import fapo.reward.audit.SummaryPage;
import fapo.reward.audit.memory.InMemoryAuditLog;
import fapo.reward.core.GroupKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolingAuditLogTest extends AuditLogContract {
  @TempDir private Path folder;
  private final Switched database = new Switched();
  private final BlockingQueue<GroupSummary> superseded = new LinkedBlockingQueue<>();
  private SpoolingAuditLog log;

  @BeforeEach
  void open() throws IOException {
    log =
        new SpoolingAuditLog(
            database,
            new FileSpool(folder.resolve("spool"), 64 << 20),
            (summary, _) -> superseded.add(summary));
  }

  @AfterEach
  void shut() {
    log.close();
  }

  @Override
  protected AuditLog log() {
    return log;
  }

  @Test
  void answersFromTheSpoolWhileTheDatabaseIsAwayAndDrainsAfter() throws InterruptedException {
    GroupRecord record = Records.group(Records.key("away", 1, 1), 3);
    database.away = true;
    assertThat(log.record(record).join()).isEqualTo(new Recorded.Written(Recorded.Place.SPOOL));
    assertThat(log.find(record.key())).contains(record);
    assertThat(log.findAll(java.util.List.of(record.key()))).containsValue(record);
    assertThat(log.record(record).join()).isEqualTo(new Recorded.Written(Recorded.Place.SPOOL));
    assertThat(log.record(Records.group(record.key(), 4)).join())
        .isEqualTo(new Recorded.AlreadyRecorded(record));
    assertThat(log.find(Records.key("away", 1, 2))).isEmpty();
    database.away = false;
    assertThat(database.taken.poll(10, TimeUnit.SECONDS)).isEqualTo(record);
    assertThat(log.find(record.key())).contains(record);
  }

  @Test
  void doesNotTakeARecordedKeyForNew() {
    GroupRecord record = Records.group(Records.key("known", 1, 1), 2);
    log.record(record).join();
    database.away = true;
    assertThatThrownBy(() -> log.find(record.key())).isInstanceOf(AuditUnavailableException.class);
    assertThatThrownBy(() -> log.findAll(java.util.List.of(record.key())))
        .isInstanceOf(AuditUnavailableException.class);
  }

  @Test
  void setsAsideAnAnswerWhoseKeyHeldAnother() throws InterruptedException {
    GroupKey key = Records.key("aside", 1, 1);
    GroupRecord stands = Records.group(key, 2);
    database.inner.record(stands).join();
    database.away = true;
    log.record(Records.group(key, 3)).join();
    database.away = false;
    GroupSummary kept = superseded.poll(10, TimeUnit.SECONDS);
    assertThat(kept).isNotNull();
    assertThat(kept.tally().size()).isEqualTo(3);
    assertThat(database.find(key)).contains(stands);
  }

  /// A database that can be away.
  private static final class Switched implements AuditLog {
    private final InMemoryAuditLog inner = new InMemoryAuditLog();
    private final BlockingQueue<GroupRecord> taken = new LinkedBlockingQueue<>();
    private volatile boolean away;

    @Override
    public CompletableFuture<Recorded> record(GroupRecord record) {
      if (away) {
        return CompletableFuture.failedFuture(unavailable());
      }
      CompletableFuture<Recorded> recorded = inner.record(record);
      taken.add(record);
      return recorded;
    }

    @Override
    public Optional<GroupRecord> find(GroupKey key) {
      check();
      return inner.find(key);
    }

    @Override
    public Map<GroupKey, GroupRecord> findAll(Collection<GroupKey> keys) {
      check();
      return inner.findAll(keys);
    }

    @Override
    public SummaryPage list(RunSelection run, int pageSize, String pageToken) {
      check();
      return inner.list(run, pageSize, pageToken);
    }

    @Override
    public void replay(RunSelection run, Consumer<GroupRecord> each) {
      check();
      inner.replay(run, each);
    }

    @Override
    public void close() {
      inner.close();
    }

    private void check() {
      if (away) {
        throw unavailable();
      }
    }

    private static AuditUnavailableException unavailable() {
      return new AuditUnavailableException("away", null);
    }
  }
}
