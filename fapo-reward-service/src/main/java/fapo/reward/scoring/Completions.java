package fapo.reward.scoring;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.AuditUnavailableException;
import fapo.reward.core.GroupKey;
import fapo.reward.v1.GroupScore;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Whoever waits for a group to be complete: it may be finished here or by another replica.
public final class Completions implements AutoCloseable {
  private static final long LOOK_MILLIS = 500;

  private final Map<GroupKey, CompletableFuture<GroupScore>> waiting = new ConcurrentHashMap<>();
  private final AuditLog audit;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("group-completions").daemon().factory());

  public Completions(AuditLog audit) {
    this.audit = audit;
    var _ =
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  CompletableFuture<GroupScore> of(GroupKey key) {
    return waiting.computeIfAbsent(key, waited -> new CompletableFuture<>());
  }

  void complete(GroupKey key, GroupScore score) {
    CompletableFuture<GroupScore> answer = waiting.remove(key);
    if (answer != null) {
      answer.complete(score);
    }
  }

  void fail(GroupKey key, RuntimeException failure) {
    CompletableFuture<GroupScore> answer = waiting.remove(key);
    if (answer != null) {
      answer.completeExceptionally(failure);
    }
  }

  private void look() {
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

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
