package fapo.reward.audit.postgres;

import fapo.reward.audit.MemberRecord;
import fapo.reward.audit.assembly.Assembly;
import fapo.reward.audit.assembly.OpenGroup;
import fapo.reward.core.GroupKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Opens or joins the groups of many rollouts in one transaction.
final class JoinBatch {
  private final GroupReader reader;

  JoinBatch(GroupReader reader) {
    this.reader = reader;
  }

  List<Assembly> run(Connection connection, List<PostgresGroupAssembly.Join> batch)
      throws SQLException {
    TreeMap<GroupKey, OpenGroup> first = new TreeMap<>(Keys.ORDER);
    batch.forEach(join -> first.putIfAbsent(join.group().key(), join.group()));
    List<GroupKey> keys = new ArrayList<>(first.keySet());
    Map<GroupKey, OpenRow> rows = OpenRows.read(connection, keys);
    Set<GroupKey> scored = open(connection, first, rows);
    Map<Long, List<MemberRecord>> members = members(connection, batch, rows);
    List<Assembly> answers = new ArrayList<>(batch.size());
    for (PostgresGroupAssembly.Join join : batch) {
      GroupKey key = join.group().key();
      OpenRow row = rows.get(key);
      answers.add(
          row == null || scored.contains(key)
              ? new Assembly.Scored(key)
              : answer(join, row, members.getOrDefault(row.seq(), List.of())));
    }
    return answers;
  }

  /// Opens those that are not there; returns those that turn out to be scored. A finisher records
  /// before it forgets, so whoever finds the place free sees the record.
  private Set<GroupKey> open(
      Connection connection, Map<GroupKey, OpenGroup> groups, Map<GroupKey, OpenRow> rows)
      throws SQLException {
    List<GroupKey> absent = groups.keySet().stream().filter(key -> !rows.containsKey(key)).toList();
    if (absent.isEmpty()) {
      return Set.of();
    }
    OpenRows.insert(
        connection,
        groups.values().stream().filter(group -> !rows.containsKey(group.key())).toList());
    Set<GroupKey> scored = new HashSet<>();
    reader
        .locate(connection, absent, new Integer[absent.size()])
        .forEach(located -> scored.add(located.key()));
    rows.putAll(OpenRows.read(connection, absent));
    OpenRows.delete(
        connection,
        rows.values().stream()
            .filter(row -> scored.contains(row.group().key()))
            .map(OpenRow::seq)
            .toList());
    return scored;
  }

  private static Map<Long, List<MemberRecord>> members(
      Connection connection, List<PostgresGroupAssembly.Join> batch, Map<GroupKey, OpenRow> rows)
      throws SQLException {
    List<Long> seqs = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (PostgresGroupAssembly.Join join : batch) {
      OpenRow row = rows.get(join.group().key());
      if (row != null) {
        seqs.add(row.seq());
        indices.add(join.index());
      }
    }
    return OpenRows.membersAt(connection, seqs, indices);
  }

  private static Assembly answer(
      PostgresGroupAssembly.Join join, OpenRow row, List<MemberRecord> members) {
    String difference = row.group().difference(join.group());
    List<MemberRecord> mine =
        members.stream().filter(member -> member.index() == join.index()).toList();
    if (difference.isEmpty() && mine.stream().anyMatch(join.hash()::differs)) {
      difference = MemberHash.difference(join.index());
    }
    return difference.isEmpty()
        ? PostgresGroupAssembly.standing(row, mine, false)
        : new Assembly.ContentChanged(row.group().key(), difference);
  }
}
