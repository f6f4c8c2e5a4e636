package fapo.cli.terminal;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/// A bar on a terminal's standard error; nothing anywhere else.
public final class Progress {
  private static final long PERIOD_NANOS = 100_000_000;
  private static final int WIDTH = 30;

  private final PrintStream err;
  private final boolean shown;
  private final LongSupplier nanoClock;
  private long started;
  private long last;
  private long skipped;
  private long skippedCount;
  private boolean drawn;

  public Progress(PrintStream err, boolean shown, LongSupplier nanoClock) {
    this.err = err;
    this.shown = shown;
    this.nanoClock = nanoClock;
    this.started = nanoClock.getAsLong();
    this.last = started;
  }

  /// What was done before: part of the whole, no part of the rate.
  public synchronized void skip(long done, long count) {
    skipped = done;
    skippedCount = count;
    started = nanoClock.getAsLong();
  }

  /// @param done of `total`, bytes of input
  /// @param total 0 where unknown
  /// @param count things finished
  public synchronized void show(long done, long total, long count, String things) {
    long now = nanoClock.getAsLong();
    if (!shown || now - last < PERIOD_NANOS) {
      return;
    }
    last = now;
    drawn = true;
    double seconds = (now - started) / 1e9;
    String bar = total > 0 ? bar((double) done / total) + " " : "";
    String left = total > 0 ? "  " + left(seconds * (total - done) / (done - skipped)) : "";
    err.print(
        "\r%s%,d %s  %,.0f/s%s\u001B[K"
            .formatted(bar, count, things, (count - skippedCount) / seconds, left));
    err.flush();
  }

  /// Takes the bar away, so that a line can be written.
  public synchronized void clear() {
    if (drawn) {
      err.print("\r\u001B[K");
      err.flush();
      drawn = false;
    }
  }

  // `1:05 left`, `2:00:05 left`; nothing where it cannot be told.
  private static String left(double seconds) {
    if (!(seconds >= 0 && seconds < 100 * 3600)) {
      return "";
    }
    long whole = Math.round(seconds);
    String minutes = "%d:%02d left".formatted(whole / 60 % 60, whole % 60);
    return whole < 3600
        ? minutes
        : "%d:%02d:%02d left".formatted(whole / 3600, whole / 60 % 60, whole % 60);
  }

  private static String bar(double share) {
    int full = (int) Math.round(Math.min(1, share) * WIDTH);
    return "[%s%s] %3.0f %%"
        .formatted("#".repeat(full), "-".repeat(WIDTH - full), 100 * Math.min(1, share));
  }
}
