package fapo.reward.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.reward.audit.memory.InMemoryAuditLog;
import fapo.reward.core.GroupKey;
import fapo.reward.v1.GroupScore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompletionsTest {
  private static final GroupKey KEY = new GroupKey("run", 0, 1, "group", 0);

  private final AtomicLong nanos = new AtomicLong();
  private final Completions completions = new Completions(new InMemoryAuditLog(), nanos::get);

  @AfterEach
  void close() {
    completions.close();
  }

  @Test
  void answersEveryoneWhoWaits() {
    CompletableFuture<GroupScore> first = completions.of(KEY);
    CompletableFuture<GroupScore> second = completions.of(KEY);
    completions.complete(KEY, GroupScore.getDefaultInstance());
    assertThat(first).isCompletedWithValue(GroupScore.getDefaultInstance());
    assertThat(second).isCompletedWithValue(GroupScore.getDefaultInstance());
    assertThat(completions.size()).isZero();
  }

  @Test
  void refusesThoseOfARunThatIsCancelled() {
    CompletableFuture<GroupScore> cancelled = completions.of(KEY);
    CompletableFuture<GroupScore> other = completions.of(new GroupKey("other", 0, 1, "group", 0));
    completions.fail(key -> key.runId().equals("run"), new IllegalStateException("cancelled"));
    assertThat(cancelled).isCompletedExceptionally();
    assertThat(other).isNotDone();
  }

  @Test
  void forgetsGroupsThatNobodyCompletes() {
    CompletableFuture<GroupScore> waits = completions.of(KEY);
    nanos.addAndGet(Duration.ofMinutes(9).toNanos());
    var _ = completions.of(KEY);
    nanos.addAndGet(Duration.ofMinutes(9).toNanos());
    completions.look();
    assertThat(waits).as("another came meanwhile").isNotDone();
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    completions.look();
    assertThat(waits)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(TimeoutException.class);
    assertThat(completions.size()).isZero();
  }
}
