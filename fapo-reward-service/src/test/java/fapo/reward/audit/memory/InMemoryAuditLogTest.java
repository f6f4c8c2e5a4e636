package fapo.reward.audit.memory;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.AuditLogContract;

final class InMemoryAuditLogTest extends AuditLogContract {
  private final InMemoryAuditLog log = new InMemoryAuditLog();

  @Override
  protected AuditLog log() {
    return log;
  }
}
