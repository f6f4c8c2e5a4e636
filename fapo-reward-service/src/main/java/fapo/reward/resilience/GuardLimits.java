package fapo.reward.resilience;

import java.time.Duration;

/// How far one guarded dependency may be used.
///
/// @param deadline longest logical call, retries included
/// @param maxConcurrent calls in flight, >= 1
/// @param maxAttempts first try included, in [1, 5]
/// @param backoff wait before the first retry; doubles, with jitter of one half
/// @param retryShare retries allowed per call over time, in [0, 1]
/// @param failureRate percentage of failed calls that opens the breaker, in (0, 100]
/// @param openFor how long an open breaker refuses before it lets probes through
public record GuardLimits(
    Duration deadline,
    int maxConcurrent,
    int maxAttempts,
    Duration backoff,
    double retryShare,
    float failureRate,
    Duration openFor) {
  public GuardLimits {
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException("max_concurrent: " + maxConcurrent + " (expected: >= 1)");
    }
    if (maxAttempts < 1 || maxAttempts > 5) {
      throw new IllegalArgumentException("max_attempts: " + maxAttempts + " (expected: 1 to 5)");
    }
  }
}
