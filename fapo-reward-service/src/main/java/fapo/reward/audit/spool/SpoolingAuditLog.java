package fapo.reward.audit.spool;

import fapo.reward.audit.AuditLog;
import fapo.reward.audit.AuditUnavailableException;
import fapo.reward.audit.GroupRecord;
import fapo.reward.audit.Recorded;
import fapo.reward.audit.RunSelection;
import fapo.reward.audit.SummaryPage;
import fapo.reward.core.GroupKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// Goes on answering while the database is away: records go to a spool and drain when it is back.
///
/// While it is away a look-up sees the spool and nothing else. A key that this process knows to be
/// on record is then unavailable; any other is taken for new. Should it turn out to have been
/// recorded by another replica, that answer stands, and ours is set aside. Lists and replays show
/// what is drained.
public final class SpoolingAuditLog implements AuditLog {
  private final AuditLog database;
  private final Spool spool;
  private final AnsweredKeys answered = new AnsweredKeys();
  private final Drain drain;

  /// @param superseded where answers go whose key held another one when they drained
  public SpoolingAuditLog(AuditLog database, Spool spool, Drain.Superseded superseded) {
    this.database = database;
    this.spool = spool;
    this.drain = new Drain(database, spool, superseded, answered);
  }

  @Override
  public CompletableFuture<Recorded> record(GroupRecord record) {
    if (spooled(record.key()).filter(held -> held.revision() >= record.revision()).isPresent()) {
      return CompletableFuture.completedFuture(spool(record));
    }
    return database
        .record(record)
        .handle(
            (recorded, failure) -> {
              if (failure == null) {
                answered.add(record.key());
                return recorded;
              }
              if (cause(failure) instanceof AuditUnavailableException) {
                return spool(record);
              }
              throw new CompletionException(cause(failure));
            });
  }

  @Override
  public Optional<GroupRecord> find(GroupKey key) {
    Optional<GroupRecord> held = spooled(key);
    if (held.isPresent()) {
      return held;
    }
    try {
      Optional<GroupRecord> recorded = database.find(key);
      recorded.ifPresent(_ -> answered.add(key));
      return recorded;
    } catch (AuditUnavailableException away) {
      refuseKnown(key, away);
      return Optional.empty();
    }
  }

  @Override
  public Map<GroupKey, GroupRecord> findAll(Collection<GroupKey> keys) {
    Map<GroupKey, GroupRecord> found = new HashMap<>();
    List<GroupKey> rest = new ArrayList<>();
    for (GroupKey key : keys) {
      spooled(key).ifPresentOrElse(held -> found.put(key, held), () -> rest.add(key));
    }
    try {
      Map<GroupKey, GroupRecord> recorded = database.findAll(rest);
      recorded.keySet().forEach(answered::add);
      found.putAll(recorded);
    } catch (AuditUnavailableException away) {
      rest.forEach(key -> refuseKnown(key, away));
    }
    return found;
  }

  @Override
  public SummaryPage list(RunSelection run, int pageSize, String pageToken) {
    return database.list(run, pageSize, pageToken);
  }

  @Override
  public void replay(RunSelection run, Consumer<GroupRecord> each) {
    database.replay(run, each);
  }

  /// Records waiting for the database.
  public int waiting() {
    return spool.size();
  }

  @Override
  public void close() {
    drain.close();
    database.close();
    try {
      spool.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<GroupRecord> spooled(GroupKey key) {
    try {
      return spool.size() == 0 ? Optional.empty() : spool.find(key);
    } catch (IOException e) {
      throw new AuditUnavailableException("spool: " + e.getMessage(), e);
    }
  }

  private Recorded spool(GroupRecord record) {
    try {
      Optional<GroupRecord> existing = spool.putIfAbsent(record);
      drain.wake();
      return existing.isEmpty() || existing.get().equals(record)
          ? new Recorded.Written(spool.place())
          : new Recorded.AlreadyRecorded(existing.get());
    } catch (IOException e) {
      throw new AuditUnavailableException("spool: " + e.getMessage(), e);
    }
  }

  private void refuseKnown(GroupKey key, AuditUnavailableException away) {
    if (answered.contains(key)) {
      throw new AuditUnavailableException(
          "group " + key.groupId() + ": on record, which is away", away);
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
  }
}
