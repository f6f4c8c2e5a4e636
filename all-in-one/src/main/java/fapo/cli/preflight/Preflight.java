package fapo.cli.preflight;

import fapo.cli.json.JsonWriter;
import fapo.cli.preflight.Finding.Kind;
import fapo.cli.rows.Line;
import fapo.cli.rows.LineWork;
import fapo.cli.rows.Lines;
import fapo.cli.terminal.Output;
import fapo.verifier.compare.CheckOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Examines every row of a data set: each by itself on several threads, then, in order, against
/// the questions before it.
public final class Preflight {
  private final Terms terms;
  private final Runnable examined;
  private final Report report;
  private final Seen seen;
  private long lastQuestion;
  private long lastReference;

  /// What holds for every row.
  ///
  /// @param examples findings of each reason that are kept for the report
  /// @param mostQuestions remembered for finding them again
  public record Terms(
      Fields fields, CheckOptions options, int threads, int examples, int mostQuestions) {}

  /// @param examined called after each row
  public Preflight(Terms terms, Runnable examined) {
    this.terms = terms;
    this.examined = examined;
    this.report = new Report(terms.examples());
    this.seen = new Seen(terms.mostQuestions());
  }

  public Report report() {
    return report;
  }

  /// Different questions met.
  public int questions() {
    return seen.size();
  }

  /// Rows whose question was new, but one too many to be remembered.
  public long questionsPassedOver() {
    return seen.passedOver();
  }

  /// @param findings where each finding is written as a line of JSON; null: nowhere
  public void run(Lines lines, @Nullable Output findings) throws IOException, InterruptedException {
    Examination examination = new Examination(terms.fields(), terms.options());
    try (LineWork<Examined> work =
        new LineWork<>(terms.threads(), examination::examine, row -> take(row, findings))) {
      for (@Nullable Line line = lines.next(); line != null; line = lines.next()) {
        work.add(line);
      }
      work.finish();
    }
  }

  private void take(Examined row, @Nullable Output out) throws IOException {
    List<Finding> all = new ArrayList<>(row.findings());
    if (row.question() != 0) {
      again(row, all);
    }
    report.add(row, all);
    if (out != null) {
      for (Finding finding : all) {
        out.write(json(row, finding).line());
      }
    }
    examined.run();
  }

  // The rollouts of one question stand one behind the other: that is one row of a data set.
  private void again(Examined row, List<Finding> all) {
    boolean same = row.question() == lastQuestion && row.reference() == lastReference;
    lastQuestion = row.question();
    lastReference = row.reference();
    if (same && row.rollout()) {
      return;
    }
    long first = seen.firstLine(row.question(), row.reference(), row.line());
    if (first == 0) {
      return;
    }
    boolean equal = seen.reference(row.question()) == row.reference();
    all.add(
        new Finding(
            equal ? Kind.DUPLICATE : Kind.CONFLICT,
            equal ? "question-and-answer" : "answers-differ",
            "",
            (equal ? "as line " : "another answer than line ") + first,
            -1,
            first));
  }

  private static JsonWriter json(Examined row, Finding finding) {
    JsonWriter json =
        new JsonWriter()
            .begin()
            .field("line", row.line())
            .some("id", row.id())
            .field("kind", finding.kind().word())
            .field("reason", finding.reason())
            .some("reference", finding.subject())
            .field("detail", finding.detail());
    if (finding.position() >= 0) {
      json.field("position", finding.position());
    }
    return (finding.otherLine() > 0 ? json.field("other_line", finding.otherLine()) : json).end();
  }
}
