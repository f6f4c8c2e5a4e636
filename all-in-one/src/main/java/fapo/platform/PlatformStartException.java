package fapo.platform;

import org.jspecify.annotations.Nullable;

/// The platform cannot start; the message says in one line why.
public final class PlatformStartException extends Exception {
  private static final long serialVersionUID = 1;

  PlatformStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
