package fapo.reward.scoring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Runs work on virtual threads, at most `slots` at a time, in the order of the {@link StepQueue}.
public final class WorkSlots implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(60);

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("scoring-", 0).factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final StepQueue<Runnable> queue;
  private int free;
  private final Duration drain;
  private boolean closed;
  private boolean stopped;

  /// @param slots groups in work at a time, >= 1
  /// @param queued groups that may wait for a slot, >= 0
  public WorkSlots(int slots, int queued) {
    this(slots, queued, DRAIN);
  }

  WorkSlots(int slots, int queued, Duration drain) {
    this.free = slots;
    this.queue = new StepQueue<>(queued);
    this.drain = drain;
  }

  /// @throws OverloadedException where the queue is full or the service is shutting down
  void submit(String run, long step, Runnable task) {
    // A FutureTask keeps whatever the task throws to itself, so that a slot can never be lost.
    Runnable work = new FutureTask<>(task, null);
    lock.lock();
    try {
      if (closed) {
        throw OverloadedException.draining();
      }
      if (free > 0) {
        free--;
      } else if (queue.offer(run, step, work)) {
        return;
      } else {
        throw OverloadedException.queueFull();
      }
    } finally {
      lock.unlock();
    }
    start(work);
  }

  /// A slot whose thread could not be started is free again.
  private void start(Runnable work) {
    boolean started = false;
    try {
      threads.execute(() -> runAndContinue(work));
      started = true;
    } catch (RejectedExecutionException closing) {
      throw OverloadedException.draining();
    } finally {
      if (!started) {
        giveBack();
      }
    }
  }

  private void giveBack() {
    lock.lock();
    try {
      free++;
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /// A slot is handed from one work to the next without a new thread.
  private void runAndContinue(Runnable first) {
    Optional<Runnable> work = Optional.of(first);
    while (work.isPresent()) {
      try {
        work.get().run();
      } finally {
        Thread.interrupted(); // a cancelled work must not cancel its successor
        work = next();
      }
    }
  }

  private Optional<Runnable> next() {
    lock.lock();
    try {
      Optional<Runnable> next = stopped ? Optional.empty() : queue.poll();
      if (next.isEmpty()) {
        free++;
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /// Finishes what was accepted, for at most a minute, then stops it and begins nothing more.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    threads.shutdown();
    try {
      if (!threads.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
        stop();
      }
    } catch (InterruptedException interrupted) {
      stop();
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    lock.lock();
    try {
      stopped = true;
    } finally {
      lock.unlock();
    }
    var _ = threads.shutdownNow();
  }
}
