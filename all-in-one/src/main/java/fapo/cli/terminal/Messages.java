package fapo.cli.terminal;

import fapo.cli.rows.Complaints;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/// Says on standard error what is wrong with which line, without end: after the first hundred only
/// the count goes on.
public final class Messages implements Complaints {
  private static final int MOST = 100;

  private final PrintStream err;
  private final Progress progress;
  private final Set<String> unknown = new HashSet<>();
  private long refused;

  public Messages(PrintStream err, Progress progress) {
    this.err = err;
    this.progress = progress;
  }

  @Override
  public synchronized void refused(long line, String why) {
    refused++;
    if (refused <= MOST) {
      say("line " + line + ": " + why);
    } else if (refused == MOST + 1) {
      say("more than " + MOST + " lines are refused; the rest is only counted");
    }
  }

  @Override
  public synchronized void unknownField(long line, String name) {
    String general = name.replaceAll("\\[\\d+]", "[]");
    if (unknown.size() < MOST && unknown.add(general)) {
      say("line " + line + ": " + general + ": unknown field, ignored here and below");
    }
  }

  /// A line for people.
  public synchronized void say(String message) {
    progress.clear();
    err.println("fapo: " + message);
  }

  /// A line of a summary.
  public synchronized void note(String line) {
    progress.clear();
    err.println(line);
  }

  /// Lines, or parts of lines, that were refused.
  public synchronized long refused() {
    return refused;
  }
}
