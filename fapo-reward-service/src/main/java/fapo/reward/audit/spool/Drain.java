package fapo.reward.audit.spool;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.AuditPressureException;
import fapo.reward.audit.AuditUnavailableException;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.GroupSummary;
import fapo.reward.audit.Recorded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves spooled records to the database, oldest first, as soon as it takes them.
///
/// A record is forgotten here only once the database holds it, so that a crash at any point makes
/// the next process drain it again, which changes nothing.
public final class Drain implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final int BATCH = 64;
  private static final long PAUSE_MILLIS = 250;

  /// Takes an answer that was given but does not stand, because its key held another.
  public interface Superseded {
    void keep(GroupSummary summary, byte[] record);
  }

  private final AuditLog database;
  private final Spool spool;
  private final Superseded superseded;
  private final AnsweredKeys answered;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;

  Drain(AuditLog database, Spool spool, Superseded superseded, AnsweredKeys answered) {
    this.database = database;
    this.spool = spool;
    this.superseded = superseded;
    this.answered = answered;
    this.thread = Thread.ofPlatform().daemon().name("fapo-audit-drain").start(this::loop);
  }

  void wake() {
    bell.release();
  }

  @Override
  public void close() {
    closing = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    try {
      while (!closing) {
        boolean moved = spool.size() > 0 && round();
        if (!moved) {
          boolean rung = bell.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
          if (rung && !closing && spool.size() > 0) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
          }
          bell.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("spool: drain interrupted, {} records wait for the next start", spool.size());
    }
  }

  /// Moves up to [#BATCH] records; false where nothing moved.
  private boolean round() {
    try {
      List<GroupRecord> oldest = spool.oldest(BATCH);
      List<CompletableFuture<Recorded>> answers = new ArrayList<>();
      for (GroupRecord record : oldest) {
        answers.add(database.record(record));
      }
      boolean moved = false;
      for (int i = 0; i < answers.size(); i++) {
        moved |= settle(oldest.get(i), answers.get(i));
      }
      return moved;
    } catch (AuditUnavailableException | AuditPressureException notNow) {
      LOG.debug("spool: not drained yet: {}", notNow.getMessage());
      return false;
    } catch (IOException e) {
      LOG.error("spool: cannot be read, {} records wait", spool.size(), e);
      return false;
    }
  }

  private boolean settle(GroupRecord record, CompletableFuture<Recorded> answer)
      throws IOException {
    try {
      switch (answer.join()) {
        case Recorded.Written _ -> answered.add(record.key());
        case Recorded.AlreadyRecorded _ -> setAside(record, "its key holds another answer");
      }
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof IllegalArgumentException refused)) {
        return false;
      }
      setAside(record, refused.toString());
    }
    spool.remove(record);
    return true;
  }

  private void setAside(GroupRecord record, String why) throws IOException {
    superseded.keep(record.summary(), RecordBytes.write(record));
    LOG.warn("spool: answer of {} revision {} set aside: {}", record.key(), record.revision(), why);
  }
}
