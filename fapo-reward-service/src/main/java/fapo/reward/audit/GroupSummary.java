package fapo.reward.audit;

import fapo.reward.core.GroupKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A scored group without its contents: what lists show.
///
/// @param revision 0 for the first answer, raised by `revise`
/// @param status short words, see [Status]
/// @param scoredAt cut to microseconds, the resolution of the record
public record GroupSummary(
    GroupKey key, int revision, Status status, Tally tally, Instant scoredAt) {

  public GroupSummary {
    if (revision < 0) {
      throw new IllegalArgumentException("revision: " + revision + " (expected: >= 0)");
    }
    scoredAt = scoredAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// How the group ended, in short words of the caller; empty where there is nothing to say.
  public record Status(String code, String degradedCause, String noSignalCause) {}

  /// Members by outcome.
  ///
  /// @param size all members, >= 1
  /// @param meanReward of the scored members; absent where none is
  public record Tally(int size, int right, int flawed, int unscored, @Nullable Double meanReward) {}
}
