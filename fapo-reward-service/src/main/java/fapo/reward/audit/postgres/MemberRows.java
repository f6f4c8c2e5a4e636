package fapo.reward.audit.postgres;

import fapo.reward.audit.MemberRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A member's fourteen columns, the same wherever members lie.
final class MemberRows {
  static final String COLUMNS =
      "rollout_index, rollout_id, content_hash, answer, verdict, verdict_step, response_tokens,"
          + " reward, outcome, flaw, overlong, advantage, solution, result";

  private MemberRows() {}

  static void write(CopyRows row, MemberRecord member) throws SQLException {
    row.add(member.index())
        .add(member.rolloutId())
        .add(member.contentHash())
        .add(member.judged().answer())
        .add(member.judged().verdict())
        .addNullable(member.judged().verdictStep())
        .addNullable(member.judged().responseTokens())
        .addNullable(member.worth().reward())
        .addNullable(member.worth().outcome())
        .addNullable(member.worth().flaw())
        .addNullable(member.worth().overlong())
        .addNullable(member.worth().advantage())
        .add(member.text())
        .add(member.result());
  }

  /// Reads the columns from `first` on.
  static MemberRecord read(ResultSet row, int first) throws SQLException {
    return new MemberRecord(
        row.getInt(first),
        row.getString(first + 1),
        row.getBytes(first + 2),
        row.getBytes(first + 12),
        row.getBytes(first + 13),
        new MemberRecord.Judged(
            row.getString(first + 3),
            row.getString(first + 4),
            integer(row, first + 5),
            integer(row, first + 6)),
        new MemberRecord.Worth(
            number(row, first + 7),
            number(row, first + 8),
            number(row, first + 9),
            number(row, first + 10),
            number(row, first + 11)));
  }

  static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
