package fapo.reward.audit.memory;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.Records;
import fapo.reward.audit.assembly.GroupAssembly;
import fapo.reward.audit.assembly.GroupAssemblyContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

final class InMemoryGroupAssemblyTest extends GroupAssemblyContract {
  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final Hand hand = new Hand();
  private final InMemoryGroupAssembly assembly =
      new InMemoryGroupAssembly(log, Duration.ofMinutes(1), hand);

  @Override
  protected GroupAssembly assembly() {
    return assembly;
  }

  @Override
  protected GroupAssembly replica() {
    return assembly;
  }

  @Override
  protected AuditLog log() {
    return log;
  }

  @Override
  protected void outlastLease() {
    hand.now = hand.now.plusSeconds(61);
  }

  /// A clock moved by hand.
  private static final class Hand extends Clock {
    private Instant now = Records.NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
