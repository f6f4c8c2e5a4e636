package fapo.genrm.generation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A request that has been handed in: its text while it grows, and what became of it.
///
/// The engine appends and never waits. Whoever reads does so on a thread of its own, as slowly as
/// it likes; what it has not read waits here, at most the text itself.
public final class Generation {
  private final GenerationRequest request;
  private final Consumer<Generation> onCancel;
  private final Executor finisher;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Object lock = new Object();
  private final StringBuilder text = new StringBuilder();
  private @Nullable Outcome last;

  /// When it was submitted, on the engine's clock.
  final long submitted;

  /// When it last got on, on the engine's clock; not before it started. Written by the engine's
  /// thread, read by the watch.
  volatile long progressed = Long.MAX_VALUE;

  /// @param onCancel tells the engine that nothing more is wanted
  /// @param finisher runs what callers attached to the outcome
  Generation(
      GenerationRequest request, long submitted, Consumer<Generation> onCancel, Executor finisher) {
    this.request = request;
    this.submitted = submitted;
    this.onCancel = onCancel;
    this.finisher = finisher;
  }

  public GenerationRequest request() {
    return request;
  }

  /// Complete once, never exceptionally. Cancelling the future does not cancel the generation.
  public CompletableFuture<Outcome> outcome() {
    return outcome.copy();
  }

  /// Whether there is an outcome.
  boolean ended() {
    return ended.get();
  }

  /// Gives it up; what it holds is free before the next step. Nothing happens where it has ended.
  public void cancel() {
    giveUp(Outcome.Cause.CANCELLED, "cancelled by its caller");
  }

  /// Calls back on this thread with each piece of text, from the first, in order, until the end.
  /// Pieces hold whole characters. May be called again, and by several threads: each sees all.
  ///
  /// @return the outcome, after the last piece
  public Outcome follow(Consumer<String> reader) throws InterruptedException {
    int read = 0;
    while (true) {
      String piece;
      @Nullable Outcome end;
      synchronized (lock) {
        while (read == text.length() && last == null) {
          lock.wait();
        }
        piece = text.substring(read);
        end = last;
      }
      read += piece.length();
      if (!piece.isEmpty()) {
        reader.accept(piece);
      }
      if (end != null) {
        return end;
      }
    }
  }

  void append(String piece) {
    if (!piece.isEmpty()) {
      synchronized (lock) {
        text.append(piece);
        lock.notifyAll();
      }
    }
  }

  /// From outside the engine's thread, which learns of it and frees what it holds.
  void giveUp(Outcome.Cause cause, String detail) {
    if (end(new Outcome.Unavailable(cause, detail))) {
      onCancel.accept(this);
    }
  }

  /// @return whether it had not ended before
  boolean end(Outcome with) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    synchronized (lock) {
      last = with;
      lock.notifyAll();
    }
    var _ = outcome.completeAsync(() -> with, finisher);
    return true;
  }
}
