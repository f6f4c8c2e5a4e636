package fapo.cli.evaluate;

import com.google.protobuf.ByteString;
import fapo.cli.evaluate.Labelled.Material;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import fapo.evaluation.judged.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// PRM800K's phase files: a solution a line, each step with the completions that were rated.
///
/// The solution is the chosen completion of each step; where none was chosen, the one a human
/// wrote,
/// else the first. The first wrong step is the first of them rated −1; 0 is neutral, no error. What
/// was generated after the last rated step belongs to the solution, so that the wrong step is not
/// always its last. Solutions that labelling gave up are refused: nobody knows whether they are
/// clean.
final class Prm800kRows {
  private static final int WRONG = -1;

  private Prm800kRows() {}

  static Labelled labelled(String file, long line, Row row) throws RowException {
    Row question = row.row("question");
    Row label = row.row("label");
    String end = label.name("finish_reason");
    if (end.equals("give_up") || end.equals("bad_problem")) {
      throw new RowException("label.finish_reason: '" + end + "' (expected: a finished solution)");
    }
    List<ByteString> steps = new ArrayList<>();
    int first = -1;
    for (Row step : label.rows("steps")) {
      Rated rated = rated(step);
      if (first < 0 && rated.rating() == WRONG) {
        first = steps.size();
      }
      steps.add(rated.text());
    }
    if (steps.isEmpty()) {
      throw label.wrong("steps", "at least one step");
    }
    if (end.equals("found_error") && first < 0) {
      throw new RowException(
          "label.finish_reason: 'found_error' (expected: a chosen completion rated -1)");
    }
    List<ByteString> whole = whole(question, steps);
    return new Labelled(
        file,
        line,
        LabelledRows.id(row, line),
        new Material(question.text("problem"), ByteString.copyFromUtf8(truth(question)), whole),
        new Truth(first, whole.size(), answerRight(question), ""),
        Optional.empty());
  }

  private record Rated(ByteString text, long rating) {}

  private static Rated rated(Row step) throws RowException {
    Optional<Long> chosen = step.integer("chosen_completion");
    List<Row> completions = step.has("completions") ? step.rows("completions") : List.of();
    if (chosen.isEmpty() && step.has("human_completion")) {
      return new Rated(human(step), 1);
    }
    long index = chosen.orElse(0L);
    if (index < 0 || index >= completions.size()) {
      throw step.wrong(
          chosen.isPresent() ? "chosen_completion" : "completions",
          completions.isEmpty() ? "a completion" : "0 to " + (completions.size() - 1));
    }
    Row completion = completions.get((int) index);
    return new Rated(completion.text("text"), completion.integer("rating").orElse(0L));
  }

  // Phase 1 has the text alone, phase 2 an object.
  private static ByteString human(Row step) throws RowException {
    return step.value("human_completion") instanceof fapo.cli.json.Json.Fields
        ? step.row("human_completion").text("text")
        : step.text("human_completion");
  }

  private static List<ByteString> whole(Row question, List<ByteString> rated) throws RowException {
    if (!question.has("pre_generated_steps")) {
      return rated;
    }
    List<ByteString> generated = question.texts("pre_generated_steps");
    boolean begins =
        generated.size() > rated.size() && generated.subList(0, rated.size()).equals(rated);
    return begins ? generated : rated;
  }

  private static String truth(Row question) throws RowException {
    return question.name("ground_truth_answer");
  }

  // The data set's own answers are canonical enough to be compared as texts.
  private static Optional<Boolean> answerRight(Row question) throws RowException {
    if (!question.has("pre_generated_answer") || !question.has("ground_truth_answer")) {
      return Optional.empty();
    }
    return Optional.of(
        question.name("pre_generated_answer").strip().equals(truth(question).strip()));
  }
}
