package fapo.cli.score;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Bounds what is under way: groups, their bytes, and how far answers may run ahead of the oldest
/// group that has none, since output keeps the input's order.
final class Window {
  private static final long MOST_BYTES = 128L << 20;
  private static final long FURTHEST_AHEAD = 4096;

  private final int mostGroups;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int groups;
  private long bytes;
  private long written;
  private @Nullable Throwable failure;

  Window(int mostGroups) {
    this.mostGroups = mostGroups;
  }

  /// Waits until a group of this size may go.
  ///
  /// @return whether it may; false once the stream has failed
  boolean enter(long sequence, long size) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (failure == null && full(sequence, size)) {
        changed.await();
      }
      groups++;
      bytes += size;
      return failure == null;
    } finally {
      lock.unlock();
    }
  }

  /// @param nowWritten answers that have left in order
  void leave(long size, long nowWritten) {
    lock.lock();
    try {
      groups--;
      bytes -= size;
      written = nowWritten;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Nothing will leave any more.
  void fail(Throwable cause) {
    lock.lock();
    try {
      failure = cause;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until nothing is under way.
  ///
  /// @return why it never will be, or null
  @Nullable Throwable drain() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (failure == null && groups > 0) {
        changed.await();
      }
      return failure;
    } finally {
      lock.unlock();
    }
  }

  private boolean full(long sequence, long size) {
    return groups > 0
        && (groups >= mostGroups
            || bytes + size > MOST_BYTES
            || sequence - written >= FURTHEST_AHEAD);
  }
}
