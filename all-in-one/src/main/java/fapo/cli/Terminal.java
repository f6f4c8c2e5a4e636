package fapo.cli;

import fapo.cli.terminal.Messages;
import fapo.cli.terminal.Progress;

/// Standard error of this process, and whether people watch it.
final class Terminal {
  private Terminal() {}

  /// The launcher says whether standard error is a terminal: Java cannot tell.
  static Progress progress() {
    boolean watched = Boolean.getBoolean("fapo.terminal");
    return new Progress(System.err, watched, System::nanoTime);
  }

  static Messages messages(Progress progress) {
    return new Messages(System.err, progress);
  }
}
