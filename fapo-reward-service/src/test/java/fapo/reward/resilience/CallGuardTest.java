package fapo.reward.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
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
