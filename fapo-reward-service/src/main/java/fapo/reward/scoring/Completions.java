package fapo.reward.scoring;

import static java.util.Objects.requireNonNull;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.AuditUnavailableException;
import fapo.reward.core.GroupKey;
import fapo.reward.v1.GroupScore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whoever waits for a group to be complete: it may be finished here or by another replica. Nobody
/// waits for longer than a detached call does.
public final class Completions implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Completions.class);
  private static final long LOOK_MILLIS = 500;
  private static final long PATIENCE_NANOS = InFlight.DETACHED.toNanos();

  /// @param until when the last that came stops waiting, nanoseconds
  private record Waiting(CompletableFuture<GroupScore> answer, long until) {}

  private final Map<GroupKey, Waiting> waiting = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<Runnable> chores = new CopyOnWriteArrayList<>();
  private final AuditLog audit;
  private final LongSupplier nanoClock;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("group-completions").daemon().factory());

  public Completions(AuditLog audit) {
    this(audit, System::nanoTime);
    var _ =
        looking.scheduleWithFixedDelay(this::tick, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Looks only when told to.
  Completions(AuditLog audit, LongSupplier nanoClock) {
    this.audit = audit;
    this.nanoClock = nanoClock;
  }

  /// Something else to be done each time.
  void alsoDo(Runnable chore) {
    chores.add(chore);
  }

  CompletableFuture<GroupScore> of(GroupKey key) {
    long until = nanoClock.getAsLong() + PATIENCE_NANOS;
    Waiting now =
        waiting.compute(
            key,
            (asked, there) ->
                new Waiting(there == null ? new CompletableFuture<>() : there.answer(), until));
    return requireNonNull(now, "compute gives what it computed").answer();
  }

  int size() {
    return waiting.size();
  }

  void complete(GroupKey key, GroupScore score) {
    Waiting answered = waiting.remove(key);
    if (answered != null) {
      answered.answer().complete(score);
    }
  }

  void fail(Predicate<GroupKey> which, RuntimeException failure) {
    for (GroupKey key : Set.copyOf(waiting.keySet())) {
      Waiting refused = which.test(key) ? waiting.remove(key) : null;
      if (refused != null) {
        refused.answer().completeExceptionally(failure);
      }
    }
  }

  /// A failure must not end the schedule.
  private void tick() {
    var _ =
        CompletableFuture.completedFuture(this)
            .thenAccept(Completions::look)
            .thenRun(() -> chores.forEach(Runnable::run))
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    log.error("looking for completed groups failed", failure);
                  }
                });
  }

  void look() {
    expire();
    Set<GroupKey> keys = Set.copyOf(waiting.keySet());
    if (keys.isEmpty()) {
      return;
    }
    try {
      audit.findAll(keys).forEach((key, record) -> complete(key, Records.score(record)));
    } catch (AuditUnavailableException away) {
      return; // the next look may find the database back
    }
  }

  private void expire() {
    long now = nanoClock.getAsLong();
    waiting.forEach(
        (key, held) -> {
          if (now - held.until() > 0 && waiting.remove(key, held)) {
            held.answer()
                .completeExceptionally(
                    new TimeoutException(key + ": not complete (expected: all of its rollouts)"));
          }
        });
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
