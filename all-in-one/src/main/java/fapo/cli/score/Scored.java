package fapo.cli.score;

import com.google.rpc.Status;
import fapo.cli.rows.GroupRow;
import fapo.reward.v1.GroupScore;

/// What became of one group of the input.
public sealed interface Scored {
  GroupRow row();

  record Answered(GroupRow row, GroupScore score) implements Scored {}

  /// The server refused the group, or could not score it after retries.
  record Failed(GroupRow row, Status why) implements Scored {}
}
