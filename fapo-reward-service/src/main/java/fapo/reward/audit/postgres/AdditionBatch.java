package fapo.reward.audit.postgres;

import fapo.reward.audit.MemberRecord;
import fapo.reward.audit.assembly.Assembly;
import fapo.reward.core.GroupKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Adds many members to their groups in one transaction, and tells the last of each group so.
final class AdditionBatch {
  private final GroupReader reader;
  private final Duration lease;

  AdditionBatch(GroupReader reader, Duration lease) {
    this.reader = reader;
    this.lease = lease;
  }

  /// A member's place.
  private record Place(long seq, int index) {}

  List<Assembly> run(Connection connection, List<PostgresGroupAssembly.Addition> batch)
      throws SQLException {
    List<GroupKey> keys =
        batch.stream().map(PostgresGroupAssembly.Addition::key).distinct().toList();
    Map<GroupKey, OpenRow> rows = OpenRows.lock(connection, keys);
    Map<Place, MemberRecord> there = there(connection, batch, rows);
    Map<Long, List<MemberRecord>> added = added(batch, rows, there);
    Map<Long, Integer> arrived = new LinkedHashMap<>();
    Set<Long> completed = new HashSet<>();
    for (OpenRow row : rows.values()) {
      int count = row.arrived() + added.getOrDefault(row.seq(), List.of()).size();
      if (count > row.arrived()) {
        arrived.put(row.seq(), count);
        if (count == row.group().size()) {
          completed.add(row.seq());
        }
      }
    }
    if (!arrived.isEmpty()) {
      OpenRows.append(connection, added);
      OpenRows.arrived(connection, arrived, lease);
    }
    Map<Long, List<MemberRecord>> whole = OpenRows.membersOf(connection, completed);
    Set<GroupKey> scored = scored(connection, keys, rows);
    return answers(batch, rows, scored, there, arrived, new HashMap<>(whole));
  }

  private static Map<Place, MemberRecord> there(
      Connection connection,
      List<PostgresGroupAssembly.Addition> batch,
      Map<GroupKey, OpenRow> rows)
      throws SQLException {
    List<Long> seqs = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (PostgresGroupAssembly.Addition addition : batch) {
      OpenRow row = rows.get(addition.key());
      if (row != null) {
        seqs.add(row.seq());
        indices.add(addition.member().index());
      }
    }
    Map<Place, MemberRecord> there = new HashMap<>();
    OpenRows.membersAt(connection, seqs, indices)
        .forEach(
            (seq, members) ->
                members.forEach(member -> there.put(new Place(seq, member.index()), member)));
    return there;
  }

  /// The members that are new, each place once; they are put into `there`.
  private static Map<Long, List<MemberRecord>> added(
      List<PostgresGroupAssembly.Addition> batch,
      Map<GroupKey, OpenRow> rows,
      Map<Place, MemberRecord> there) {
    Map<Long, List<MemberRecord>> added = new LinkedHashMap<>();
    for (PostgresGroupAssembly.Addition addition : batch) {
      OpenRow row = rows.get(addition.key());
      MemberRecord member = addition.member();
      if (row != null
          && row.state() == OpenRow.State.OPEN
          && member.index() < row.group().size()
          && there.putIfAbsent(new Place(row.seq(), member.index()), member) == null) {
        added.computeIfAbsent(row.seq(), _ -> new ArrayList<>()).add(member);
      }
    }
    return added;
  }

  private Set<GroupKey> scored(
      Connection connection, List<GroupKey> keys, Map<GroupKey, OpenRow> rows) throws SQLException {
    List<GroupKey> absent = keys.stream().filter(key -> !rows.containsKey(key)).toList();
    Set<GroupKey> scored = new HashSet<>();
    if (!absent.isEmpty()) {
      reader
          .locate(connection, absent, new Integer[absent.size()])
          .forEach(located -> scored.add(located.key()));
    }
    return scored;
  }

  /// The last of the batch to reach a group that is now complete is told that it is its to finish.
  private static List<Assembly> answers(
      List<PostgresGroupAssembly.Addition> batch,
      Map<GroupKey, OpenRow> rows,
      Set<GroupKey> scored,
      Map<Place, MemberRecord> there,
      Map<Long, Integer> arrived,
      Map<Long, List<MemberRecord>> unclaimed) {
    List<Assembly> answers = new ArrayList<>(batch.size());
    for (PostgresGroupAssembly.Addition addition : batch) {
      GroupKey key = addition.key();
      OpenRow row = rows.get(key);
      if (row == null) {
        answers.add(scored.contains(key) ? new Assembly.Scored(key) : new Assembly.Unknown(key));
        continue;
      }
      MemberRecord recorded = there.get(new Place(row.seq(), addition.member().index()));
      answers.add(answer(addition, row, recorded, arrived, unclaimed));
    }
    return answers;
  }

  private static Assembly answer(
      PostgresGroupAssembly.Addition addition,
      OpenRow row,
      @Nullable MemberRecord recorded,
      Map<Long, Integer> arrived,
      Map<Long, List<MemberRecord>> unclaimed) {
    if (row.state() == OpenRow.State.CANCELLED) {
      return new Assembly.Cancelled(addition.key());
    }
    if (recorded == null) {
      return new Assembly.ContentChanged(addition.key(), late(addition, row));
    }
    if (!recorded.sameContent(addition.member())) {
      return new Assembly.ContentChanged(
          addition.key(), MemberHash.difference(addition.member().index()));
    }
    int count = arrived.getOrDefault(row.seq(), row.arrived());
    if (row.state() == OpenRow.State.OPEN && count < row.group().size()) {
      return new Assembly.Open(row.group(), count, List.of(recorded));
    }
    List<MemberRecord> mine = unclaimed.remove(row.seq());
    return mine == null
        ? new Assembly.Complete(row.group(), List.of(recorded), false)
        : new Assembly.Complete(row.group(), mine, true);
  }

  private static String late(PostgresGroupAssembly.Addition addition, OpenRow row) {
    int index = addition.member().index();
    return index >= row.group().size()
        ? "rollout_index: " + index + " (expected: 0 to " + (row.group().size() - 1) + ")"
        : "rollout[" + index + "]: came after the group was closed (expected: before)";
  }
}
