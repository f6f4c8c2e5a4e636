package fapo.genrm;

import fapo.genrm.critique.Critic;
import fapo.genrm.critique.Critique;
import fapo.genrm.critique.CritiqueTask;
import fapo.genrm.critique.Verdict;
import fapo.genrm.critique.Verdict.Cause;
import fapo.genrm.wire.RefusedException;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The critiques that are being generated, each on its own thread.
///
/// A caller waits until the verdict is there, its deadline comes, or it goes away. Work without
/// an id ends with its caller. Work with an id then detaches: it goes on, and its verdict is
/// kept, until the time to detach is over; the same request joins it meanwhile. A request that
/// another may not join (same id, other content) is refused.
final class WorkBoard implements AutoCloseable {
  private static final long MARGIN = TimeUnit.MILLISECONDS.toNanos(200);

  private final Limits limits;
  private final Map<String, Work> named = new HashMap<>();
  private final Set<Work> running = new HashSet<>();
  private boolean stopping;

  WorkBoard(Limits limits) {
    this.limits = limits;
  }

  /// @param running works that may be under way or wait for the model
  /// @param detach how long work goes on without a caller
  /// @param call how long a call without a deadline waits
  record Limits(int running, Duration detach, Duration call) {}

  /// What to do: one task for one critic.
  record Order(String workId, Critic critic, CritiqueTask task) {}

  /// The critique, or why the caller does not get it.
  ///
  /// @throws RefusedException where the board is full, or the id names other work
  Critique ask(Order order, Consumer<String> text) {
    Work work = join(order, text);
    boolean delivered = false;
    CompletableFuture<Critique> reply = work.done.copy();
    Context.CancellationListener gone = _ -> reply.cancel(false);
    Context.current().addListener(gone, Runnable::run);
    try {
      Critique critique = reply.get(patience(), TimeUnit.NANOSECONDS);
      delivered = true;
      return critique;
    } catch (TimeoutException _) {
      return unavailable(Cause.DEADLINE, "not finished before the deadline of the call");
    } catch (CancellationException _) {
      return unavailable(Cause.CANCELLED, "the caller is gone");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return unavailable(Cause.CANCELLED, "the service is stopping");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      Context.current().removeListener(gone);
      leave(work, delivered);
    }
  }

  /// Works under way or waiting for the model.
  synchronized int load() {
    return running.size();
  }

  /// Whether it takes nothing new any more.
  synchronized boolean stopping() {
    return stopping;
  }

  /// Ends the work with this id. Whether there was one that was not finished.
  boolean cancel(String workId) {
    Work work;
    synchronized (this) {
      work = named.remove(workId);
    }
    return work != null && work.cancel(true);
  }

  /// Takes nothing new from now on, and waits for the work that callers wait for. What has detached
  /// is not waited for: no caller can come back to a service that stops.
  ///
  /// @return whether all of it has ended in time
  boolean drain(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    synchronized (this) {
      stopping = true;
      while (running.stream().anyMatch(work -> work.waiting > 0)) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }
    return true;
  }

  /// Ends all work, as unavailable.
  @Override
  public void close() {
    Set<Work> all;
    synchronized (this) {
      stopping = true;
      all = Set.copyOf(running);
    }
    all.forEach(work -> work.cancel(true));
  }

  private synchronized Work join(Order order, Consumer<String> text) {
    Work known = order.workId().isEmpty() ? null : named.get(order.workId());
    if (known != null) {
      if (!known.order.equals(order)) {
        throw RefusedException.of(
            "work_id", order.workId() + " names other work (expected: the same request again)");
      }
      known.waiting++;
      return known;
    }
    if (stopping) {
      throw new RefusedException(
          RefusedException.Reason.STOPPING, "the service is stopping (expected: another replica)");
    }
    if (running.size() >= limits.running()) {
      throw new RefusedException(
          RefusedException.Reason.QUEUE_FULL,
          "queue: %d critiques (expected: fewer than %d)"
              .formatted(running.size(), limits.running()));
    }
    Work work = new Work(order, text);
    running.add(work);
    if (!order.workId().isEmpty()) {
      named.put(order.workId(), work);
    }
    Thread.ofVirtual().name("critique-" + order.workId()).start(work);
    return work;
  }

  private synchronized void leave(Work work, boolean delivered) {
    work.waiting--;
    notifyAll();
    if (work.waiting > 0) {
      return;
    }
    if (work.order.workId().isEmpty()) {
      work.cancel(true);
    } else if (delivered) {
      named.remove(work.order.workId(), work);
    } else {
      int departure = ++work.departures;
      CompletableFuture.delayedExecutor(limits.detach().toNanos(), TimeUnit.NANOSECONDS)
          .execute(() -> expire(work, departure));
    }
  }

  private synchronized void expire(Work work, int departure) {
    if (work.waiting == 0 && work.departures == departure) {
      named.remove(work.order.workId(), work);
      work.cancel(true);
    }
  }

  /// An outage is not kept for a retry to join: the retry is to ask again.
  private synchronized void finished(Work work) {
    running.remove(work);
    notifyAll();
    boolean judged =
        work.state() == Future.State.SUCCESS
            && !(work.resultNow().verdict() instanceof Verdict.Unavailable);
    if (!judged) {
      named.remove(work.order.workId(), work);
    }
  }

  private long patience() {
    Deadline deadline = Context.current().getDeadline();
    if (deadline == null) {
      return limits.call().toNanos();
    }
    long left = deadline.timeRemaining(TimeUnit.NANOSECONDS);
    return Math.max(0, left - Math.min(left / 10, MARGIN));
  }

  private synchronized Critique cancelled() {
    return stopping
        ? unavailable(Cause.UNREACHABLE, "the service is stopping")
        : unavailable(Cause.CANCELLED, "the work was cancelled");
  }

  private static Critique unavailable(Cause cause, String detail) {
    return Critique.of(new Verdict.Unavailable(cause, detail));
  }

  /// One critique under way. Its counts are guarded by the board.
  private final class Work extends FutureTask<Critique> {
    private final Order order;
    private final CompletableFuture<Critique> done = new CompletableFuture<>();
    private int waiting = 1;
    private int departures;

    Work(Order order, Consumer<String> text) {
      super(() -> order.critic().critique(order.task(), text));
      this.order = order;
    }

    @Override
    protected void done() {
      finished(this);
      switch (state()) {
        case SUCCESS -> done.complete(resultNow());
        case FAILED -> done.completeExceptionally(exceptionNow());
        case CANCELLED, RUNNING -> done.complete(cancelled());
      }
    }
  }
}
