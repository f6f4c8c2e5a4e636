package fapo.genrm.remote;

import fapo.genrm.critique.Verdict.Cause;
import java.time.Duration;
import java.util.function.LongSupplier;

/// How long one exchange may still wait: until its deadline, and not longer than the progress
/// time-out after its last token. Confined to the thread of its exchange.
final class Patience {
  private final LongSupplier nanoClock;
  private final Duration exchange;
  private final Duration progress;
  private final long deadline;
  private long nextToken;

  Patience(LongSupplier nanoClock, Duration exchange, Duration progress) {
    this.nanoClock = nanoClock;
    this.exchange = exchange;
    this.progress = progress;
    this.deadline = nanoClock.getAsLong() + exchange.toNanos();
    this.nextToken = nanoClock.getAsLong() + progress.toNanos();
  }

  void tokenArrived() {
    nextToken = nanoClock.getAsLong() + progress.toNanos();
  }

  /// Nanoseconds left, at least 0.
  long left() {
    long now = nanoClock.getAsLong();
    return Math.max(0, Math.min(deadline - now, nextToken - now));
  }

  /// Why waiting ended.
  ExchangeFailure ended() {
    return deadline - nextToken <= 0
        ? ExchangeFailure.of(Cause.DEADLINE, "not finished within " + exchange)
        : ExchangeFailure.of(Cause.NO_PROGRESS, "no new token for " + progress);
  }
}
