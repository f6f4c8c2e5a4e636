package fapo.cli.rows;

import com.google.protobuf.ByteString;
import fapo.genrm.v1.CritiqueRequest;
import fapo.genrm.v1.Solution;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A labelled solution in ProcessBench's format.
///
/// @param label 0-based index of the first wrong step; -1 where none is
/// @param answerRight whether the final answer is right, where the row says so
public record CritiqueRow(
    long line, String id, CritiqueRequest request, int label, Optional<Boolean> answerRight) {
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

  public static CritiqueRow of(Line line, Complaints complaints) throws RowException {
    Row row = Row.of(line);
    row.unknown(FIELDS).forEach(name -> complaints.unknownField(line.number(), name));
    List<ByteString> steps = row.texts("steps");
    if (steps.isEmpty()) {
      throw row.wrong("steps", "at least one step");
    }
    return new CritiqueRow(
        line.number(),
        row.has("id") ? row.name("id") : "line-" + line.number(),
        request(row, steps),
        label(row, steps.size()),
        row.bool("final_answer_correct"));
  }

  private static CritiqueRequest request(Row row, List<ByteString> steps) throws RowException {
    CritiqueRequest.Builder request = CritiqueRequest.newBuilder();
    if (row.has("problem")) {
      request.setProblem(row.text("problem"));
    }
    if (row.has("ground_truth")) {
      request.setReference(row.text("ground_truth"));
    }
    return request.setSolution(Solution.newBuilder().addAllSteps(steps)).build();
  }

  private static int label(Row row, int steps) throws RowException {
    row.value("label");
    long label = row.integer("label").orElse(-1L);
    if (label < -1 || label >= steps) {
      throw row.wrong("label", "-1 to " + (steps - 1));
    }
    return (int) label;
  }
}
