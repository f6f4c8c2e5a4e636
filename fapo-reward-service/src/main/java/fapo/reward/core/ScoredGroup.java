package fapo.reward.core;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a whole group is worth.
///
/// @param members one entry a member, in the order handed in
/// @param degraded why the group was valued by its answers alone; empty where it was not
/// @param neutralReward mean reward of the scored members, for trainers without a mask; absent
///     where none is scored
public record ScoredGroup(
    List<RolloutScore> members,
    GroupAdvantage advantage,
    Optional<DegradedCause> degraded,
    OptionalDouble neutralReward) {
  public ScoredGroup {
    members = List.copyOf(members);
    requireNonNull(advantage, "advantage");
    requireNonNull(degraded, "degraded");
    requireNonNull(neutralReward, "neutralReward");
  }

  /// What kind of verdict was missing. Where several kinds were, the first of these.
  public enum DegradedCause {
    VERDICT_UNAVAILABLE,
    VERDICT_UNREADABLE,
    VERDICT_OUT_OF_SCOPE
  }

  /// In one word. A group without signal may be degraded as well.
  public enum Status {
    OK,
    DEGRADED,
    NO_SIGNAL
  }

  public Status status() {
    return switch (advantage) {
      case GroupAdvantage.NoSignal _ -> Status.NO_SIGNAL;
      case GroupAdvantage.Values _ -> degraded.isPresent() ? Status.DEGRADED : Status.OK;
    };
  }
}
