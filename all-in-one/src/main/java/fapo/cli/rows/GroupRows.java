package fapo.cli.rows;

import fapo.reward.v1.Group;
import fapo.reward.v1.GroupKey;
import fapo.reward.v1.Rollout;
import fapo.reward.v1.Task;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Groups of rollouts from lines of either format, which may be mixed:
///
/// * a group a line: `{"group_id", "problem", "ground_truth", "rollouts": [{"id", "text", …}]}`
/// * a rollout a line: `{"problem", "ground_truth", "text", "id", "group_id"}`. Consecutive lines
///   with the same `group_id`, or without one and with the same problem and reference, are a
///   group.
///
/// A line that cannot be used is complained of and passed over.
public final class GroupRows implements AutoCloseable {
  private static final Set<String> GROUP_FIELDS = with(RolloutFields.TASK, Set.of("rollouts"));
  private static final Set<String> PLAIN_FIELDS = with(RolloutFields.TASK, RolloutFields.ROLLOUT);

  private final Lines lines;
  private final Complaints complaints;
  private final Set<String> groupIds = new HashSet<>();
  private final Queue<GroupRow> ready = new ArrayDeque<>();
  private final List<Plain> members = new ArrayList<>();
  private String memberId = "";

  public GroupRows(Lines lines, Complaints complaints) {
    this.lines = lines;
    this.complaints = complaints;
  }

  /// A rollout with a task of its own.
  private record Plain(
      long line, String groupId, Task task, Rollout rollout, Optional<Boolean> label) {
    boolean belongsWith(Plain other) {
      return groupId.equals(other.groupId) && (!groupId.isEmpty() || task.equals(other.task));
    }
  }

  /// The next group; null at the end.
  public @Nullable GroupRow next() throws IOException {
    while (ready.isEmpty()) {
      @Nullable Line line = lines.next();
      if (line == null) {
        finishMembers();
        return ready.poll();
      }
      try {
        take(line.number(), Row.of(line));
      } catch (RowException e) {
        complaints.refused(line.number(), String.valueOf(e.getMessage()));
      }
    }
    return ready.poll();
  }

  /// Bytes read so far.
  public long consumed() {
    return lines.consumed();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private void take(long line, Row row) throws RowException {
    if (row.has("rollouts")) {
      GroupRow group = group(line, row);
      finishMembers();
      ready.add(group);
      return;
    }
    Plain plain = plain(line, row);
    if (members.isEmpty() || !plain.belongsWith(members.getFirst())) {
      String id = unique(line, plain.groupId());
      finishMembers();
      members.add(plain);
      memberId = id;
      return;
    }
    if (!plain.task().equals(members.getFirst().task())) {
      throw new RowException(
          "problem, ground_truth: not those of line %d (expected: one task for group_id '%s')"
              .formatted(members.getFirst().line(), plain.groupId()));
    }
    members.add(plain);
  }

  private void finishMembers() {
    if (members.isEmpty()) {
      return;
    }
    Plain first = members.getFirst();
    List<Rollout> rollouts = members.stream().map(Plain::rollout).toList();
    List<Optional<Boolean>> labels = members.stream().map(Plain::label).toList();
    ready.add(new GroupRow(first.line(), message(memberId, first.task(), rollouts), labels));
    members.clear();
  }

  private GroupRow group(long line, Row row) throws RowException {
    unknown(line, row, GROUP_FIELDS);
    List<Rollout> rollouts = new ArrayList<>();
    List<Optional<Boolean>> labels = new ArrayList<>();
    for (Row member : row.rows("rollouts")) {
      unknown(line, member, RolloutFields.ROLLOUT);
      rollouts.add(RolloutFields.rollout(member));
      labels.add(RolloutFields.label(member));
    }
    Task task = RolloutFields.task(row);
    String id = unique(line, RolloutFields.name(row, "group_id"));
    return new GroupRow(line, message(id, task, rollouts), labels);
  }

  private Plain plain(long line, Row row) throws RowException {
    unknown(line, row, PLAIN_FIELDS);
    return new Plain(
        line,
        RolloutFields.name(row, "group_id"),
        RolloutFields.task(row),
        RolloutFields.rollout(row),
        RolloutFields.label(row));
  }

  /// Groups without a name are named by their line.
  private String unique(long line, String id) throws RowException {
    String name = id.isEmpty() ? "line-" + line : id;
    if (!groupIds.add(name)) {
      throw new RowException(
          "group_id: '%s' again (expected: each group once, its rollouts on consecutive lines)"
              .formatted(name));
    }
    return name;
  }

  private void unknown(long line, Row row, Set<String> known) {
    row.unknown(known).forEach(name -> complaints.unknownField(line, row.path() + name));
  }

  private static Group message(String id, Task task, List<Rollout> rollouts) {
    return Group.newBuilder()
        .setKey(GroupKey.newBuilder().setGroupId(id))
        .setTask(task)
        .addAllRollouts(rollouts)
        .build();
  }

  private static Set<String> with(Set<String> some, Set<String> more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(more);
    return Set.copyOf(all);
  }
}
