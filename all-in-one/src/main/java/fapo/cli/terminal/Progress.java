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
  private final long started;
  private long last;
  private boolean drawn;

  public Progress(PrintStream err, boolean shown, LongSupplier nanoClock) {
    this.err = err;
    this.shown = shown;
    this.nanoClock = nanoClock;
    this.started = nanoClock.getAsLong();
    this.last = started;
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
    err.print("\r%s%,d %s  %,.0f/s\u001B[K".formatted(bar, count, things, count / seconds));
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

  private static String bar(double share) {
    int full = (int) Math.round(Math.min(1, share) * WIDTH);
    return "[%s%s] %3.0f %%"
        .formatted("#".repeat(full), "-".repeat(WIDTH - full), 100 * Math.min(1, share));
  }
}
