package fapo.cli.terminal;

import java.io.IOException;

/// Whoever read standard output is gone.
public final class BrokenPipeException extends IOException {
  private static final long serialVersionUID = 1;

  BrokenPipeException(IOException cause) {
    super("standard output is closed", cause);
  }
}
