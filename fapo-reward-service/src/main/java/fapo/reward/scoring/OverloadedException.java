package fapo.reward.scoring;

import java.io.Serial;
import java.time.Duration;

/// The service is at its bounds: nothing was started, try again after `retryAfter`. Preallocated
/// and without a stack, since it is thrown most when time is shortest.
public final class OverloadedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Duration retryAfter;

  private OverloadedException(String message, Duration retryAfter) {
    super(message, null, false, false);
    this.retryAfter = retryAfter;
  }

  static OverloadedException queueFull() {
    return new OverloadedException(
        "scoring queue: full (expected: fewer groups in flight)", Duration.ofSeconds(1));
  }

  static OverloadedException draining() {
    return new OverloadedException("scoring queue: closed, shutting down", Duration.ofSeconds(5));
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
