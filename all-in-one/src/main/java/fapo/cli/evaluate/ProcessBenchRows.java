package fapo.cli.evaluate;

import com.google.protobuf.ByteString;
import fapo.cli.evaluate.Labelled.Material;
import fapo.cli.rows.Complaints;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import fapo.evaluation.judged.Truth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// ProcessBench: `{"id", "problem", "steps", "final_answer_correct", "label"}`, with `ground_truth`
/// and `kind` where there are any.
final class ProcessBenchRows {
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "generator",
          "problem",
          "ground_truth",
          "steps",
          "answer",
          "final_answer_correct",
          "label",
          "kind",
          "reason");

  private ProcessBenchRows() {}

  static Labelled labelled(String file, long line, Row row, Complaints complaints)
      throws RowException {
    row.unknown(FIELDS).forEach(name -> complaints.unknownField(line, name));
    List<ByteString> steps = row.texts("steps");
    if (steps.isEmpty()) {
      throw row.wrong("steps", "at least one step");
    }
    Truth truth =
        new Truth(
            LabelledRows.label(row, steps.size()),
            steps.size(),
            row.bool("final_answer_correct"),
            row.name("kind"));
    return new Labelled(
        file, line, LabelledRows.id(row, line), material(row, steps), truth, Optional.empty());
  }

  static Material material(Row row, List<ByteString> steps) throws RowException {
    return new Material(text(row, "problem"), text(row, "ground_truth"), steps);
  }

  private static ByteString text(Row row, String name) throws RowException {
    return row.has(name) ? row.text(name) : ByteString.EMPTY;
  }
}
