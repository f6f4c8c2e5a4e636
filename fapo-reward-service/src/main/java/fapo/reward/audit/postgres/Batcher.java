package fapo.reward.audit.postgres;

import fapo.reward.audit.AuditPressureException;
import fapo.reward.audit.AuditUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Group commit: many callers' requests become one transaction, as many as came while the last one
/// ran.
///
/// One thread owns the work. A batch that the database refuses for its content is halved until the
/// culprit stands alone; one that the database could not take is tried again within `patience`, and
/// after that everything is refused at once until a probe finds the database again.
final class Batcher<Q, A> implements AutoCloseable {
  private static final Duration PROBE = Duration.ofMillis(200);

  /// One transaction; `answers.get(i)` belongs to `batch.get(i)`.
  interface Transaction<Q, A> {
    List<A> run(List<Q> batch) throws SQLException;
  }

  /// Throws where the database cannot be reached.
  interface Probe {
    void run() throws SQLException;
  }

  /// Bounds of one batcher; see [AuditLimits].
  record Limits(int queued, long queuedBytes, int batch, long batchBytes, Duration patience) {}

  private record Pending<Q, A>(Q request, long weight, CompletableFuture<A> answer) {}

  private final Limits limits;
  private final Transaction<Q, A> transaction;
  private final Probe probe;
  private final ArrayBlockingQueue<Pending<Q, A>> queue;
  private final AtomicLong queuedBytes = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable SQLException outage;
  private @Nullable Pending<Q, A> carried;

  Batcher(String name, Limits limits, Transaction<Q, A> transaction, Probe probe) {
    this.limits = limits;
    this.transaction = transaction;
    this.probe = probe;
    this.queue = new ArrayBlockingQueue<>(limits.queued());
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::loop);
  }

  CompletableFuture<A> submit(Q request, long weight) {
    SQLException known = outage;
    if (closing || known != null) {
      return CompletableFuture.failedFuture(unavailable(known));
    }
    if (queuedBytes.addAndGet(weight) > limits.queuedBytes() && queuedBytes.get() > weight) {
      queuedBytes.addAndGet(-weight);
      throw AuditPressureException.INSTANCE;
    }
    var pending = new Pending<>(request, weight, new CompletableFuture<A>());
    if (!queue.offer(pending)) {
      queuedBytes.addAndGet(-weight);
      throw AuditPressureException.INSTANCE;
    }
    return closing && !thread.isAlive() ? orphaned(pending) : pending.answer();
  }

  /// Whether the last word of the database was an outage.
  boolean down() {
    return outage != null;
  }

  /// Waits until every request taken is settled.
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    try {
      while (true) {
        List<Pending<Q, A>> batch = next();
        if (!batch.isEmpty()) {
          settle(batch, System.nanoTime() + limits.patience().toNanos());
        } else if (closing && queue.isEmpty()) {
          return;
        } else if (outage != null) {
          look();
        }
      }
    } catch (InterruptedException e) {
      outage = new SQLException("interrupted", "08000", e);
    } finally {
      closing = true;
      List<Pending<Q, A>> rest = new ArrayList<>();
      queue.drainTo(rest);
      rest.forEach(p -> p.answer().completeExceptionally(unavailable(outage)));
    }
  }

  private List<Pending<Q, A>> next() throws InterruptedException {
    List<Pending<Q, A>> batch = new ArrayList<>();
    Pending<Q, A> taken = carried;
    carried = null;
    if (taken == null) {
      taken = queue.poll(closing ? 1 : PROBE.toMillis(), TimeUnit.MILLISECONDS);
    }
    long bytes = 0;
    while (taken != null) {
      bytes += taken.weight();
      if (!batch.isEmpty() && bytes > limits.batchBytes()) {
        carried = taken;
        return batch;
      }
      batch.add(taken);
      taken = batch.size() < limits.batch() ? queue.poll() : null;
    }
    return batch;
  }

  private void settle(List<Pending<Q, A>> batch, long deadline) throws InterruptedException {
    long pause = 5;
    while (true) {
      try {
        List<A> answers = attempt(batch);
        outage = null;
        answer(batch, answers);
        return;
      } catch (SQLException e) {
        if (!SqlStates.passing(e)) {
          divide(batch, e, deadline);
          return;
        }
        if (outage != null || System.nanoTime() > deadline) {
          fail(batch, unavailable(e));
          if (SqlStates.unreachable(e)) {
            declare(e);
          }
          return;
        }
        TimeUnit.MILLISECONDS.sleep(pause);
        pause = Math.min(100, pause * 2);
      }
    }
  }

  private List<A> attempt(List<Pending<Q, A>> batch) throws SQLException, InterruptedException {
    var task =
        new FutureTask<>(() -> transaction.run(batch.stream().map(Pending::request).toList()));
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new SQLException("unexpected: " + e.getCause(), "XX000", e.getCause());
    }
  }

  private void divide(List<Pending<Q, A>> batch, SQLException e, long deadline)
      throws InterruptedException {
    if (batch.size() == 1) {
      fail(batch, SqlStates.refusal(e));
      return;
    }
    int half = batch.size() / 2;
    settle(batch.subList(0, half), deadline);
    settle(batch.subList(half, batch.size()), deadline);
  }

  /// Tells everybody who waits: each batch would only find out the same, a time-out at a time.
  private void declare(SQLException e) {
    outage = e;
    List<Pending<Q, A>> waiting = new ArrayList<>();
    if (carried != null) {
      waiting.add(carried);
      carried = null;
    }
    queue.drainTo(waiting);
    fail(waiting, unavailable(e));
  }

  private void look() {
    try {
      probe.run();
      outage = null;
    } catch (SQLException still) {
      outage = still;
    }
  }

  /// Callers go on in a thread of their own: this one has the next batch to write.
  private void answer(List<Pending<Q, A>> batch, List<A> answers) {
    release(batch);
    Thread.startVirtualThread(
        () -> {
          for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(answers.get(i));
          }
        });
  }

  private void fail(List<Pending<Q, A>> batch, RuntimeException cause) {
    release(batch);
    Thread.startVirtualThread(
        () -> batch.forEach(pending -> pending.answer().completeExceptionally(cause)));
  }

  private void release(List<Pending<Q, A>> batch) {
    batch.forEach(pending -> queuedBytes.addAndGet(-pending.weight()));
  }

  private CompletableFuture<A> orphaned(Pending<Q, A> pending) {
    pending.answer().completeExceptionally(unavailable(outage));
    return pending.answer();
  }

  private static AuditUnavailableException unavailable(@Nullable SQLException cause) {
    return new AuditUnavailableException(
        cause == null ? "audit: closed" : "audit database: " + cause.getMessage(), cause);
  }
}
