package fapo.reward.audit.assembly;

import fapo.reward.audit.MemberRecord;
import fapo.reward.core.GroupKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Puts groups together whose rollouts come one by one, to any replica.
///
/// Exactly one caller is told `Complete(yours)`; should it die, [#claim] passes the duty on after
/// the lease. While the database cannot be reached futures fail with, and blocking methods throw,
/// [AuditUnavailableException]; where the queue is full calls throw [AuditPressureException].
public interface GroupAssembly extends AutoCloseable {

  /// Opens the group or joins it, before the rollout at `index` is judged: the answer holds that
  /// member if it is there.
  ///
  /// @param contentHash of the rollout that is about to be judged
  CompletableFuture<Assembly> openOrJoin(OpenGroup group, int index, byte[] contentHash);

  /// Puts a judged member on record. Where the index is taken by the same content, the answer holds
  /// the member that is there.
  CompletableFuture<Assembly> addMember(GroupKey key, MemberRecord member);

  /// Completes the group with the members it has.
  Assembly close(GroupKey key);

  /// Takes over a complete group whose finisher has not recorded it within the lease; `yours` says
  /// whether it was given.
  Assembly claim(GroupKey key);

  /// Where the group stands, with all its members.
  Assembly find(GroupKey key);

  /// Stops the group; false where there was nothing to stop.
  boolean cancel(GroupKey key);

  /// Stops every open group of the run, of one attempt or of all; returns how many.
  int cancelRun(String runId, @Nullable Integer runAttempt);

  /// Forgets a group that is now in the [AuditLog].
  CompletableFuture<Void> finish(GroupKey key);

  @Override
  void close();
}
