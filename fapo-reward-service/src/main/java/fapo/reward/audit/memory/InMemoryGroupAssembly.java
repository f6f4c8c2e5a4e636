package fapo.reward.audit.memory;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.MemberRecord;
import fapo.reward.audit.assembly.Assembly;
import fapo.reward.audit.assembly.GroupAssembly;
import fapo.reward.audit.assembly.OpenGroup;
import fapo.reward.core.GroupKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Open groups in the memory of one process, beside an [InMemoryAuditLog].
public final class InMemoryGroupAssembly implements GroupAssembly {
  /// Guarded by the assembly's monitor.
  private static final class Opened {
    private final OpenGroup group;
    private final TreeMap<Integer, MemberRecord> members = new TreeMap<>();
    private boolean complete;
    private boolean cancelled;
    private Instant claimedUntil = Instant.MIN;

    private Opened(OpenGroup group) {
      this.group = group;
    }
  }

  private final Map<GroupKey, Opened> groups = new HashMap<>();
  private final AuditLog log;
  private final Duration lease;
  private final Clock clock;

  public InMemoryGroupAssembly(AuditLog log, Duration lease, Clock clock) {
    this.log = log;
    this.lease = lease;
    this.clock = clock;
  }

  @Override
  public synchronized CompletableFuture<Assembly> openOrJoin(
      OpenGroup group, int index, byte[] contentHash) {
    if (index < 0 || index >= group.size()) {
      throw new IllegalArgumentException(
          "rollout_index: " + index + " (expected: 0 to " + (group.size() - 1) + ")");
    }
    if (!groups.containsKey(group.key()) && log.find(group.key()).isPresent()) {
      return CompletableFuture.completedFuture(new Assembly.Scored(group.key()));
    }
    Opened opened = groups.computeIfAbsent(group.key(), _ -> new Opened(group));
    String difference = opened.group.difference(group);
    MemberRecord recorded = opened.members.get(index);
    if (difference.isEmpty()
        && recorded != null
        && !Arrays.equals(recorded.contentHash(), contentHash)) {
      difference = changed(index);
    }
    return CompletableFuture.completedFuture(
        difference.isEmpty()
            ? standing(opened, recorded == null ? List.of() : List.of(recorded))
            : new Assembly.ContentChanged(group.key(), difference));
  }

  @Override
  public synchronized CompletableFuture<Assembly> addMember(GroupKey key, MemberRecord member) {
    return CompletableFuture.completedFuture(add(key, member));
  }

  private Assembly add(GroupKey key, MemberRecord member) {
    Opened opened = groups.get(key);
    if (opened == null || opened.cancelled) {
      return opened == null ? absent(key) : new Assembly.Cancelled(key);
    }
    int size = opened.group.size();
    int index = member.index();
    if (index >= size) {
      return new Assembly.ContentChanged(
          key, "rollout_index: " + index + " (expected: 0 to " + (size - 1) + ")");
    }
    MemberRecord recorded = opened.members.get(index);
    if (recorded != null) {
      return recorded.sameContent(member)
          ? standing(opened, List.of(recorded))
          : new Assembly.ContentChanged(key, changed(index));
    }
    if (opened.complete) {
      return new Assembly.ContentChanged(
          key, "rollout[" + index + "]: came after the group was closed (expected: before)");
    }
    opened.members.put(index, member);
    return opened.members.size() == size ? claim(opened) : standing(opened, List.of(member));
  }

  @Override
  public synchronized Assembly close(GroupKey key) {
    Opened opened = groups.get(key);
    if (opened == null) {
      return absent(key);
    }
    return opened.complete || opened.cancelled ? claim(key) : claim(opened);
  }

  @Override
  public synchronized Assembly claim(GroupKey key) {
    Opened opened = groups.get(key);
    if (opened == null) {
      return absent(key);
    }
    boolean free =
        opened.complete && !opened.cancelled && opened.claimedUntil.isBefore(clock.instant());
    return free ? claim(opened) : standing(opened, List.of());
  }

  @Override
  public synchronized Assembly find(GroupKey key) {
    Opened opened = groups.get(key);
    return opened == null ? absent(key) : standing(opened, List.copyOf(opened.members.values()));
  }

  @Override
  public synchronized boolean cancel(GroupKey key) {
    Opened opened = groups.get(key);
    if (opened == null || opened.cancelled) {
      return false;
    }
    opened.cancelled = true;
    opened.members.clear();
    return true;
  }

  @Override
  public synchronized int cancelRun(String runId, @Nullable Integer runAttempt) {
    return (int)
        List.copyOf(groups.keySet()).stream()
            .filter(key -> key.runId().equals(runId))
            .filter(key -> runAttempt == null || runAttempt == key.runAttempt())
            .filter(this::cancel)
            .count();
  }

  @Override
  public synchronized CompletableFuture<Void> finish(GroupKey key) {
    groups.remove(key);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {}

  private Assembly claim(Opened opened) {
    opened.complete = true;
    opened.claimedUntil = clock.instant().plus(lease);
    return new Assembly.Complete(opened.group, List.copyOf(opened.members.values()), true);
  }

  private Assembly absent(GroupKey key) {
    return log.find(key).isPresent() ? new Assembly.Scored(key) : new Assembly.Unknown(key);
  }

  private static Assembly standing(Opened opened, List<MemberRecord> members) {
    if (opened.cancelled) {
      return new Assembly.Cancelled(opened.group.key());
    }
    return opened.complete
        ? new Assembly.Complete(opened.group, members, false)
        : new Assembly.Open(opened.group, opened.members.size(), members);
  }

  private static String changed(int index) {
    return "rollout[" + index + "]: other content (expected: as first sent)";
  }
}
