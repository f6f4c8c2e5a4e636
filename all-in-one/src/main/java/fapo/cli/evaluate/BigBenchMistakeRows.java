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

/// BIG-Bench-Mistake: `{"input", "steps", "answer", "target", "mistake_index"}`, the index 0-based
/// and null where no step is wrong. An answer is right where it is the target, letter by letter, as
/// the data set's own figures count it.
final class BigBenchMistakeRows {
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "input",
          "steps",
          "answer",
          "target",
          "mistake_index",
          "num_steps",
          "generator",
          "kind");

  private BigBenchMistakeRows() {}

  static Labelled labelled(String file, long line, Row row, Complaints complaints)
      throws RowException {
    row.unknown(FIELDS).forEach(name -> complaints.unknownField(line, name));
    List<ByteString> steps = row.texts("steps");
    if (steps.isEmpty()) {
      throw row.wrong("steps", "at least one step");
    }
    ByteString target = row.has("target") ? row.text("target") : ByteString.EMPTY;
    Material material = new Material(row.text("input"), target, steps);
    Truth truth =
        new Truth(mistake(row, steps.size()), steps.size(), answerRight(row), row.name("kind"));
    return new Labelled(file, line, LabelledRows.id(row, line), material, truth, Optional.empty());
  }

  private static int mistake(Row row, int steps) throws RowException {
    if (!row.has("mistake_index")) {
      return -1;
    }
    long mistake =
        row.integer("mistake_index").orElseThrow(() -> new RowException("mistake_index: missing"));
    if (mistake < 0 || mistake >= steps) {
      throw row.wrong("mistake_index", "null, or 0 to " + (steps - 1));
    }
    return (int) mistake;
  }

  private static Optional<Boolean> answerRight(Row row) throws RowException {
    if (!row.has("answer") || !row.has("target")) {
      return Optional.empty();
    }
    return Optional.of(row.name("answer").strip().equals(row.name("target").strip()));
  }
}
