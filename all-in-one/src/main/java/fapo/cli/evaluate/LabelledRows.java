package fapo.cli.evaluate;

import fapo.cli.rows.Complaints;
import fapo.cli.rows.Line;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import java.util.List;

/// Labelled solutions from lines of any known format, told apart by their fields:
///
/// | field | format |
/// |---|---|
/// | `rollouts` | a group that `fapo score` wrote, with a `label` added to each rollout |
/// | `verdict` or `refused` | a result of `fapo evaluate`, or any verdict with a label |
/// | `question` | PRM800K |
/// | `mistake_index` | BIG-Bench-Mistake |
/// | `label` | ProcessBench |
public final class LabelledRows {
  private LabelledRows() {}

  /// @param file the line is from
  /// @return none only for a group none of whose rollouts was judged
  /// @throws RowException where the line cannot be used
  public static List<Labelled> of(String file, Line line, Complaints complaints)
      throws RowException {
    Row row = Row.of(line);
    if (row.has("rollouts")) {
      return ExportRows.group(file, line.number(), row);
    }
    if (row.has("verdict") || row.has("refused")) {
      return List.of(ExportRows.result(file, line.number(), row));
    }
    if (row.has("question")) {
      return List.of(Prm800kRows.labelled(file, line.number(), row));
    }
    if (row.fields().values().containsKey("mistake_index")) {
      return List.of(BigBenchMistakeRows.labelled(file, line.number(), row, complaints));
    }
    if (row.has("label")) {
      return List.of(ProcessBenchRows.labelled(file, line.number(), row, complaints));
    }
    throw new RowException(
        "label: missing (expected: ProcessBench's label, PRM800K's question and label,"
            + " BIG-Bench-Mistake's mistake_index, or a result with verdict and label)");
  }

  /// The row's own name, or one by its line.
  static String id(Row row, long line) throws RowException {
    return row.has("id") ? row.name("id") : "line-" + line;
  }

  /// The 0-based index of the first wrong step.
  ///
  /// @param steps how many there are; 0 where unknown
  static int label(Row row, int steps) throws RowException {
    row.value("label");
    if (row.integer("label").isEmpty()) {
      throw row.wrong("label", "a whole number");
    }
    long label = row.integer("label").get();
    long most = steps == 0 ? Integer.MAX_VALUE - 1 : steps - 1;
    if (label < -1 || label > most) {
      throw row.wrong("label", steps == 0 ? "-1 or more" : "-1 to " + most);
    }
    return (int) label;
  }
}
