package fapo.reward.audit;

/// What an answer waits for.
public enum AuditMode {
  /// The database, or the local spool while that is unreachable.
  DURABLE,
  /// The database only.
  STRICT,
  /// The database, or memory while that is unreachable.
  BEST_EFFORT
}
