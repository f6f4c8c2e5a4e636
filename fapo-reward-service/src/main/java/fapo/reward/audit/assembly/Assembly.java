package fapo.reward.audit.assembly;

import fapo.reward.audit.MemberRecord;
import fapo.reward.core.GroupKey;
import java.util.List;

/// Where a group that arrives rollout by rollout stands.
public sealed interface Assembly {

  /// Waits for members.
  ///
  /// @param arrived members on record so far
  /// @param members of [GroupAssembly#find] all that arrived; else the one asked about, if it is
  ///     there
  record Open(OpenGroup group, int arrived, List<MemberRecord> members) implements Assembly {}

  /// Has all its members, or was closed with those it had.
  ///
  /// @param members all that arrived where `yours`, and of [GroupAssembly#find]; else the one asked
  ///     about
  /// @param yours this caller, and nobody else until its claim runs out, must score and record the
  ///     group
  record Complete(OpenGroup group, List<MemberRecord> members, boolean yours) implements Assembly {}

  /// Stopped by its caller; its members are dropped.
  record Cancelled(GroupKey key) implements Assembly {}

  /// Scored and on record: ask the [AuditLog].
  record Scored(GroupKey key) implements Assembly {}

  /// Never opened.
  record Unknown(GroupKey key) implements Assembly {}

  /// The key, or the index in it, is taken by other content.
  ///
  /// @param difference the field that differs, what came and what was expected
  record ContentChanged(GroupKey key, String difference) implements Assembly {}
}
