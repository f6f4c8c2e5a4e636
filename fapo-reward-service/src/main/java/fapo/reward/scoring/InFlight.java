package fapo.reward.scoring;

import com.google.protobuf.ByteString;
import fapo.reward.wire.RefusedException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Work that goes on, by key: the same request again joins it instead of starting over, whether its
/// first caller still waits or has long gone (a lost or timed-out call *detaches*; nobody's going
/// away stops the work but a cancel).
///
/// @param <K> what names a piece of work
/// @param <T> its answer
final class InFlight<K, T> {
  /// One piece of work.
  static final class Work<T> {
    private final ByteString contentHash;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable Thread runner;
    private boolean cancelled;

    private final Runnable forget;

    private Work(ByteString contentHash, Runnable forget) {
      this.contentHash = contentHash;
      this.forget = forget;
    }

    /// Does the work on the calling thread and settles its answer, whatever the work throws.
    void run(Supplier<T> task) {
      if (!begin()) {
        return;
      }
      var _ =
          CompletableFuture.completedFuture(task)
              .thenApply(Supplier::get)
              .whenComplete(
                  (value, failure) -> {
                    end();
                    forget.run(); // before the answer is seen: who asks again then finds the record
                    if (failure == null) {
                      answer.complete(value);
                    } else {
                      answer.completeExceptionally(failure);
                    }
                  });
    }

    /// The calling thread does the work from here on.
    private synchronized boolean begin() {
      runner = Thread.currentThread();
      return !cancelled;
    }

    /// The calling thread is free for other work: a late cancel must not interrupt it.
    private synchronized void end() {
      runner = null;
    }

    private synchronized void cancel() {
      cancelled = true;
      forget.run();
      answer.completeExceptionally(
          new RefusedException(RefusedException.Reason.CANCELLED, "cancelled by the caller"));
      if (runner != null) {
        runner.interrupt();
      }
    }
  }

  private final Map<K, Work<T>> works = new ConcurrentHashMap<>();

  /// Joins the work of this key, or starts it.
  ///
  /// @param start is called at most once, and only where the key was free; what it throws frees the
  ///     key again
  /// @throws RefusedException CONTENT_CHANGED where the work in flight has other content
  CompletableFuture<T> join(K key, ByteString contentHash, Consumer<Work<T>> start) {
    AtomicReference<Work<T>> self = new AtomicReference<>();
    Work<T> mine = new Work<>(contentHash, () -> works.remove(key, self.get()));
    self.set(mine);
    Work<T> there = works.putIfAbsent(key, mine);
    if (there != null) {
      requireSame(key, there.contentHash, contentHash);
      return there.answer;
    }
    boolean started = false;
    try {
      start.accept(mine);
      started = true;
    } finally {
      if (!started) {
        works.remove(key, mine);
      }
    }
    return mine.answer;
  }

  static void requireSame(Object key, ByteString recorded, ByteString sent) {
    if (!recorded.equals(sent)) {
      throw new RefusedException(
          RefusedException.Reason.CONTENT_CHANGED,
          key
              + ": used before with other content (expected: the same content, or a raised"
              + " group_attempt or run_attempt)");
    }
  }

  boolean cancel(K key) {
    Work<T> work = works.get(key);
    if (work == null) {
      return false;
    }
    work.cancel();
    return true;
  }

  int cancelAll(Predicate<K> which) {
    int cancelled = 0;
    for (K key : works.keySet()) {
      if (which.test(key) && cancel(key)) {
        cancelled++;
      }
    }
    return cancelled;
  }

  int size() {
    return works.size();
  }
}
