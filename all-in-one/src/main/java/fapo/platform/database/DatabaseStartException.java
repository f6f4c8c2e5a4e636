package fapo.platform.database;

import org.jspecify.annotations.Nullable;

/// The embedded database cannot be had; the message says in one line why and what to do.
public final class DatabaseStartException extends Exception {
  private static final long serialVersionUID = 1;

  public DatabaseStartException(String message) {
    super(message);
  }

  public DatabaseStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
