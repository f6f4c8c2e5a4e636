package fapo.reward.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Everything that may happen around one call to another service, in one place and in this order:
///
/// 1. **deadline**: the logical call, retries included, ends by then; every attempt is told the
///    time left;
/// 2. **bulkhead**: at most `maxConcurrent` calls in flight, the rest wait for a permit within the
///    deadline;
/// 3. **breaker**: counted per logical call. No slow-call rule: a critique may take minutes;
/// 4. **retry**: `UNAVAILABLE` and `RESOURCE_EXHAUSTED` only (every call here is idempotent),
///    exponential with jitter, and only while the budget lasts.
///
/// What the guard itself refuses comes out as `UNAVAILABLE` or `DEADLINE_EXCEEDED`, as if the
/// callee had said so.
public final class CallGuard {
  private static final Long NO_RETRY = -1L;

  private final GuardLimits limits;
  private final Bulkhead bulkhead;
  private final CircuitBreaker breaker;
  private final Retry retry;
  private final RetryBudget budget;

  public CallGuard(String name, GuardLimits limits, MeterRegistry meters) {
    this.limits = limits;
    this.budget = new RetryBudget(limits.retryShare(), 10);
    BulkheadRegistry bulkheads =
        BulkheadRegistry.of(
            BulkheadConfig.custom()
                .maxConcurrentCalls(limits.maxConcurrent())
                .maxWaitDuration(limits.deadline())
                .build());
    CircuitBreakerRegistry breakers =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .failureRateThreshold(limits.failureRate())
                .slidingWindowSize(50)
                .minimumNumberOfCalls(20)
                .waitDurationInOpenState(limits.openFor())
                .permittedNumberOfCallsInHalfOpenState(5)
                .recordException(CallGuard::isOutage)
                .build());
    RetryRegistry retries =
        RetryRegistry.of(
            RetryConfig.custom()
                .maxAttempts(limits.maxAttempts())
                .intervalBiFunction(waits(limits, budget))
                .retryOnException(CallGuard::isRetryable)
                .build());
    this.bulkhead = bulkheads.bulkhead(name);
    this.breaker = breakers.circuitBreaker(name);
    this.retry = retries.retry(name);
    TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
    TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
  }

  /// How long to wait before the next attempt, milliseconds; negative where there is none.
  private static IntervalBiFunction<Object> waits(GuardLimits limits, RetryBudget budget) {
    IntervalFunction backoff =
        IntervalFunction.ofExponentialRandomBackoff(limits.backoff(), 2.0, 0.5);
    return (attempt, outcome) -> budget.spend() ? backoff.apply(attempt) : NO_RETRY;
  }

  /// Runs `call` with the deadline that is left for it. An interrupt of the calling thread ends it
  /// as `CANCELLED` and stays set.
  ///
  /// @throws StatusRuntimeException what the last attempt, or the guard itself, ended with
  public <T> T call(Function<Deadline, T> call) {
    Deadline deadline = Deadline.after(limits.deadline().toMillis(), TimeUnit.MILLISECONDS);
    budget.earn();
    try {
      return bulkhead.executeSupplier(
          () ->
              breaker.executeSupplier(() -> retry.executeSupplier(() -> attempt(call, deadline))));
    } catch (AcquirePermissionCancelledException interrupted) {
      throw cancelled();
    } catch (StatusRuntimeException failed) {
      throw Thread.currentThread().isInterrupted() ? cancelled() : failed;
    } catch (BulkheadFullException full) {
      throw Status.UNAVAILABLE
          .withDescription(bulkhead.getName() + ": no free call slot within the deadline")
          .asRuntimeException();
    } catch (CallNotPermittedException open) {
      throw Status.UNAVAILABLE
          .withDescription(breaker.getName() + ": circuit breaker is " + breaker.getState())
          .asRuntimeException();
    }
  }

  private static StatusRuntimeException cancelled() {
    return Status.CANCELLED.withDescription("the work was cancelled").asRuntimeException();
  }

  private static <T> T attempt(Function<Deadline, T> call, Deadline deadline) {
    if (Thread.currentThread().isInterrupted()) {
      throw cancelled();
    }
    if (deadline.isExpired()) {
      throw Status.DEADLINE_EXCEEDED.withDescription("no time left").asRuntimeException();
    }
    return call.apply(deadline);
  }

  private static boolean isRetryable(Throwable failure) {
    return failure instanceof StatusRuntimeException status
        && (status.getStatus().getCode() == Status.Code.UNAVAILABLE
            || status.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED);
  }

  /// A refusal of the caller's request says nothing about the callee's health.
  private static boolean isOutage(Throwable failure) {
    return failure instanceof StatusRuntimeException status
        && switch (status.getStatus().getCode()) {
          case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN, DATA_LOSS -> true;
          case OK,
              CANCELLED,
              INVALID_ARGUMENT,
              NOT_FOUND,
              ALREADY_EXISTS,
              PERMISSION_DENIED,
              RESOURCE_EXHAUSTED,
              FAILED_PRECONDITION,
              ABORTED,
              OUT_OF_RANGE,
              UNIMPLEMENTED,
              UNAUTHENTICATED ->
              false;
        };
  }
}
