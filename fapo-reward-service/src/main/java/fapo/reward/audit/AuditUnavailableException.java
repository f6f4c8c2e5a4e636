package fapo.reward.audit;

import org.jspecify.annotations.Nullable;

/// The record cannot be reached: nothing may be answered; retry later.
public final class AuditUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AuditUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
