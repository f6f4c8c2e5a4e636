package fapo.reward.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallGuardTest {
  private final AtomicInteger attempts = new AtomicInteger();
  private final CallGuard guard = guard(Duration.ofSeconds(10));

  private static CallGuard guard(Duration deadline) {
    return new CallGuard(
        "callee",
        new GuardLimits(deadline, 4, 3, Duration.ofMillis(1), 0, 50, Duration.ofMinutes(1)),
        new SimpleMeterRegistry());
  }

  @Test
  void triesAgainWhereTheCalleeIsAway() {
    assertThat(
            guard.<String>call(
                deadline -> {
                  if (attempts.incrementAndGet() < 3) {
                    throw Status.UNAVAILABLE.asRuntimeException();
                  }
                  return "answer";
                }))
        .isEqualTo("answer");
    assertThat(attempts).hasValue(3);
  }

  @Test
  void neverTriesARefusalAgain() {
    refuse(Status.INVALID_ARGUMENT);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void stopsTryingWhenTheBudgetIsSpent() {
    for (int i = 0; i < 8; i++) {
      refuse(Status.RESOURCE_EXHAUSTED);
    }
    assertThat(attempts).as("eight calls and a burst of ten retries").hasValue(18);
  }

  @Test
  void asksNobodyWhileTheBreakerIsOpen() {
    for (int i = 0; i < 20; i++) {
      refuse(Status.INTERNAL);
    }
    int asked = attempts.get();
    assertThatThrownBy(() -> guard.call(deadline -> attempts.incrementAndGet()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("circuit breaker is OPEN");
    assertThat(attempts).hasValue(asked);
  }

  @Test
  void keepsTheBreakerClosedForRefusals() {
    for (int i = 0; i < 60; i++) {
      refuse(Status.FAILED_PRECONDITION);
    }
    assertThat(guard.<Integer>call(deadline -> 1)).isEqualTo(1);
  }

  @Test
  void tellsEveryAttemptTheTimeThatIsLeft() {
    long left =
        guard(Duration.ofSeconds(5)).<Long>call(d -> d.timeRemaining(TimeUnit.MILLISECONDS));
    assertThat(left).isBetween(1L, 5000L);
  }

  @Test
  void givesNoTimeToACallWhoseDeadlineIsOver() {
    assertThatThrownBy(() -> guard(Duration.ZERO).call(deadline -> attempts.incrementAndGet()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("DEADLINE_EXCEEDED");
    assertThat(attempts).hasValue(0);
  }

  @Test
  void endsAsCancelledWhenInterruptedBetweenAttempts() throws InterruptedException {
    CallGuard slow =
        new CallGuard(
            "callee",
            new GuardLimits(
                Duration.ofMinutes(1), 1, 3, Duration.ofSeconds(40), 0, 50, Duration.ofMinutes(1)),
            new SimpleMeterRegistry());
    CountDownLatch attempted = new CountDownLatch(1);
    List<String> seen = new CopyOnWriteArrayList<>();
    Thread work =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    slow.call(
                        deadline -> {
                          attempted.countDown();
                          throw Status.UNAVAILABLE.asRuntimeException();
                        });
                  } catch (StatusRuntimeException ended) {
                    seen.add(ended.getStatus().getCode().name());
                    seen.add("interrupted: " + Thread.currentThread().isInterrupted());
                  }
                });
    attempted.await();
    work.interrupt();
    assertThat(work.join(Duration.ofSeconds(10))).isTrue();
    assertThat(seen).containsExactly("CANCELLED", "interrupted: true");
  }

  private void refuse(Status status) {
    assertThatThrownBy(
            () ->
                guard.call(
                    deadline -> {
                      attempts.incrementAndGet();
                      throw status.asRuntimeException();
                    }))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> assertThat(refused.getStatus().getCode()).isEqualTo(status.getCode()));
  }
}
