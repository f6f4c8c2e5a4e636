package fapo.reward.resilience;

import java.util.concurrent.atomic.AtomicLong;

/// Bounds retries to a share of the calls, so that an outage is never answered with a storm.
///
/// Every call earns `share` of a retry, up to `burst`; every retry spends one. Counted in
/// millionths to stay exact under concurrency.
final class RetryBudget {
  private static final long ONE = 1_000_000;

  private final long earned;
  private final long most;
  private final AtomicLong tokens;

  /// @param share retries earned per call, in [0, 1]
  /// @param burst most retries that can be saved up, >= 0; also what a fresh budget holds
  RetryBudget(double share, int burst) {
    this.earned = Math.round(share * ONE);
    this.most = burst * ONE;
    this.tokens = new AtomicLong(most);
  }

  void earn() {
    tokens.updateAndGet(held -> Math.min(most, held + earned));
  }

  boolean spend() {
    return tokens.getAndUpdate(held -> held >= ONE ? held - ONE : held) >= ONE;
  }
}
