package fapo.reward.audit;

import java.time.Duration;

/// Bounds of the audit.
///
/// @param queuedRecords records waiting for their commit, beyond which there is pressure
/// @param queuedBytes their contents together, bytes; one record alone is always taken
/// @param batchRecords records in one transaction, at most
/// @param batchBytes their contents together, bytes; one record alone is always taken
/// @param patience how long the database may be away before callers are told
/// @param claimLease how long the finisher of an assembled group has before another may take over
public record AuditLimits(
    int queuedRecords,
    long queuedBytes,
    int batchRecords,
    long batchBytes,
    Duration patience,
    Duration claimLease) {

  public static final AuditLimits STANDARD =
      new AuditLimits(
          4096, 256L << 20, 64, 8L << 20, Duration.ofSeconds(2), Duration.ofMinutes(10));

  public AuditLimits {
    require("queued_records", queuedRecords, 1);
    require("queued_bytes", queuedBytes, 1);
    require("batch_records", batchRecords, 1);
    require("batch_bytes", batchBytes, 1);
    require("patience", patience.toMillis(), 0);
    require("claim_lease", claimLease.toMillis(), 1);
  }

  private static void require(String field, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: >= " + least + ")");
    }
  }
}
