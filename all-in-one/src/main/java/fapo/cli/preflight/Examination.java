package fapo.cli.preflight;

import fapo.cli.json.Json;
import fapo.cli.preflight.Finding.Kind;
import fapo.cli.rows.Line;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import fapo.verifier.choice.Choices;
import fapo.verifier.compare.CheckOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Examines one line by itself: its row, its references, how they read.
final class Examination {
  private static final int MOST_CHOICES = 10;

  private final Fields fields;
  private final CheckOptions options;

  Examination(Fields fields, CheckOptions options) {
    this.fields = fields;
    this.options = options;
  }

  Examined examine(Line line) {
    String id = "";
    try {
      Json.Fields row = Row.of(line).fields();
      id = DatasetRow.id(row, fields);
      @Nullable DatasetRow read = DatasetRow.of(row, fields);
      return read == null
          ? bad(line, id, none("missing", "no field " + fields.expectedReference()))
          : examined(line.number(), id, read);
    } catch (RowException e) {
      String why = String.valueOf(e.getMessage());
      return bad(line, id, Finding.of(Kind.BAD_LINE, "not-a-row", "", why));
    }
  }

  private static Examined bad(Line line, String id, Finding finding) {
    return new Examined(line.number(), id, List.of(), "", List.of(finding), 0, 0, false);
  }

  private static Finding none(String reason, String detail) {
    return Finding.of(Kind.NO_REFERENCE, reason, "", detail);
  }

  private Examined examined(long line, String id, DatasetRow row) {
    List<Finding> findings = new ArrayList<>();
    List<String> shapes = new ArrayList<>();
    List<String> forms = new ArrayList<>();
    if (row.references().isEmpty()) {
      findings.add(none("missing", "an empty list"));
    }
    if (row.choices().size() > MOST_CHOICES) {
      findings.add(
          Finding.of(
              Kind.CHOICE,
              "too-many",
              "",
              row.choices().size() + " options (expected: at most " + MOST_CHOICES + ")"));
    }
    CheckOptions rowOptions =
        row.choices().isEmpty() ? options : options.withChoices(Choices.of(row.choices()));
    for (String reference : row.references()) {
      ReferenceExam exam = ReferenceExam.of(reference, rowOptions);
      findings.addAll(exam.findings());
      forms.add(exam.form());
      if (!exam.shape().isEmpty()) {
        shapes.add(exam.shape());
      }
    }
    if (new TreeSet<>(row.boxes()).size() > 1) {
      findings.add(
          Finding.of(
              Kind.AMBIGUOUS,
              "several-boxes",
              row.boxes().getLast(),
              row.boxes().size() + " boxes in the solution; the last is taken"));
    }
    forms.sort(null);
    return new Examined(
        line,
        id,
        shapes,
        row.source(),
        findings,
        row.question().isBlank() ? 0 : Hashes.ofQuestion(row.question()),
        Hashes.ofForms(forms),
        row.rollout());
  }
}
