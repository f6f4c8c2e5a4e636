package fapo.cli.rows;

import fapo.reward.v1.Group;
import java.util.List;
import java.util.Optional;

/// A group of rollouts as the input gave it.
///
/// @param line 1-based number of its first line
/// @param group its key holds the group's id alone
/// @param labels whether each rollout's answer is right, where the input says so; in the order of
///     the rollouts
public record GroupRow(long line, Group group, List<Optional<Boolean>> labels) {
  public GroupRow {
    labels = List.copyOf(labels);
  }
}
