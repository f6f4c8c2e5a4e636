package fapo.reward.scoring;

import com.google.protobuf.ByteString;
import fapo.reward.wire.RefusedException;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Work that goes on, by key: the same request again joins it instead of starting over, whether its
/// first caller still waits or has long gone (a lost or timed-out call *detaches*). It ends by
/// itself, by a cancel, or some time after the deadline of the last call that asked for it.
///
/// @param <K> what names a piece of work
/// @param <T> its answer
final class InFlight<K, T> {
  /// How long work goes on after the deadline of its last caller.
  static final Duration DETACHED = Duration.ofMinutes(10);

  /// Taken for the deadline of a call that has none of its own.
  private static final Duration CALL = Duration.ofMinutes(10);

  private static final long SWEEP_NANOS = 1_000_000_000L;

  /// One piece of work.
  static final class Work<T> {
    private final ByteString contentHash;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Consumer<Work<T>> forget;
    private @Nullable Thread runner;
    private boolean cancelled;
    private long wantedUntil;

    private Work(ByteString contentHash, long wantedUntil, Consumer<Work<T>> forget) {
      this.contentHash = contentHash;
      this.wantedUntil = wantedUntil;
      this.forget = forget;
    }

    /// Hands the work over; where that fails, whoever joined meanwhile is told so too.
    private void start(Consumer<Work<T>> start) {
      var _ =
          CompletableFuture.completedFuture(this)
              .thenAccept(start)
              .whenComplete(
                  (started, failure) -> {
                    if (failure != null) {
                      forget.accept(this);
                      answer.completeExceptionally(failure);
                    }
                  });
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
                    forget.accept(this); // before the answer is seen: a retry finds the record
                    if (failure == null) {
                      answer.complete(value);
                    } else {
                      answer.completeExceptionally(failure);
                    }
                  });
    }

    /// The calling thread does the work from here on, unless it was cancelled.
    private synchronized boolean begin() {
      if (!cancelled) {
        runner = Thread.currentThread();
      }
      return !cancelled;
    }

    /// The calling thread is free for other work: a cancel that came is over, a late one must not
    /// interrupt it.
    private synchronized void end() {
      runner = null;
      var _ = Thread.interrupted();
    }

    private void cancel(String why) {
      forget.accept(this);
      synchronized (this) {
        cancelled = true;
      }
      // Before the interrupt: what interrupted work returns in haste is no answer.
      answer.completeExceptionally(new RefusedException(RefusedException.Reason.CANCELLED, why));
      synchronized (this) {
        if (runner != null) {
          runner.interrupt();
        }
      }
    }

    private synchronized void wantUntil(long nanos) {
      if (nanos - wantedUntil > 0) {
        wantedUntil = nanos;
      }
    }

    private synchronized boolean abandoned(long now) {
      return now - wantedUntil > 0;
    }
  }

  private final Map<K, Work<T>> works = new ConcurrentHashMap<>();
  private final LongSupplier nanoClock;
  private final AtomicLong swept;

  InFlight(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.swept = new AtomicLong(nanoClock.getAsLong());
  }

  /// Joins the work of this key, or starts it.
  ///
  /// @param start is called at most once, and only where the key was free; what it throws frees the
  ///     key again and becomes the answer
  /// @throws RefusedException CONTENT_CHANGED where the work in flight has other content
  CompletableFuture<T> join(K key, ByteString contentHash, Consumer<Work<T>> start) {
    long now = nanoClock.getAsLong();
    sweep(now);
    long until = now + remainingOfCall() + DETACHED.toNanos();
    Work<T> mine = new Work<>(contentHash, until, work -> works.remove(key, work));
    Work<T> there = works.putIfAbsent(key, mine);
    if (there != null) {
      requireSame(key, there.contentHash, contentHash);
      there.wantUntil(until);
      return there.answer;
    }
    mine.start(start);
    return mine.answer;
  }

  private static long remainingOfCall() {
    Deadline deadline = Context.current().getDeadline();
    return deadline == null ? CALL.toNanos() : deadline.timeRemaining(TimeUnit.NANOSECONDS);
  }

  /// Ends what nobody waits for any more; without new requests it is in nobody's way.
  private void sweep(long now) {
    long last = swept.get();
    if (now - last > SWEEP_NANOS && swept.compareAndSet(last, now)) {
      for (Work<T> work : works.values()) {
        if (work.abandoned(now)) {
          work.cancel("abandoned: nobody asked for it for " + DETACHED.toMinutes() + " minutes");
        }
      }
    }
  }

  static void requireSame(Object key, ByteString recorded, ByteString sent) {
    if (!recorded.equals(sent)) {
      throw changed(key, "content");
    }
  }

  /// @param what differs, for example `task.problem`
  static RefusedException changed(Object key, String what) {
    return new RefusedException(
        RefusedException.Reason.CONTENT_CHANGED,
        key
            + ": used before with other "
            + what
            + " (expected: the same, or a raised group_attempt or run_attempt)");
  }

  boolean cancel(K key) {
    Work<T> work = works.get(key);
    if (work == null) {
      return false;
    }
    work.cancel("cancelled by the caller");
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
