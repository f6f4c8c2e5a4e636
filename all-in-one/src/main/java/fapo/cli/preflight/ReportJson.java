package fapo.cli.preflight;

import fapo.cli.json.JsonWriter;
import fapo.cli.preflight.Finding.Kind;
import fapo.cli.preflight.Report.Example;
import fapo.cli.preflight.Report.Group;
import java.util.Map;

/// The report as one JSON object.
public final class ReportJson {
  private ReportJson() {}

  public static JsonWriter of(Preflight preflight, Allowance allowance) {
    Report report = preflight.report();
    JsonWriter json =
        new JsonWriter().begin().field("rows", report.rows()).field("clean_rows", report.clean());
    counts(json, "references", report.shapes());
    counts(json, "taken_from", report.sources());
    json.field("questions", preflight.questions())
        .field("questions_not_remembered", preflight.questionsPassedOver())
        .field("passed", (Boolean) passed(report, allowance))
        .begin("findings");
    for (Kind kind : Kind.values()) {
      json.begin(kind.word())
          .field("count", report.count(kind))
          .field("allowed", allowance.most(kind, report.rows()))
          .begin("reasons");
      report.reasons(kind).forEach((reason, group) -> group(json, reason, group));
      json.end().end();
    }
    return json.end().end();
  }

  /// Whether there are rows at all, and no kind has more findings than are allowed.
  public static boolean passed(Report report, Allowance allowance) {
    if (report.rows() == 0) {
      return false;
    }
    for (Kind kind : Kind.values()) {
      if (report.count(kind) > allowance.most(kind, report.rows())) {
        return false;
      }
    }
    return true;
  }

  private static void group(JsonWriter json, String reason, Group group) {
    json.begin(reason).field("count", group.count()).list("examples");
    for (Example example : group.first()) {
      Finding finding = example.finding();
      json.item()
          .field("line", example.line())
          .some("id", example.id())
          .some("reference", finding.subject())
          .field("detail", finding.detail());
      if (finding.position() >= 0) {
        json.field("position", finding.position());
      }
      json.end();
    }
    json.endList().end();
  }

  private static void counts(JsonWriter json, String name, Map<String, Long> counts) {
    json.begin(name);
    counts.forEach(json::field);
    json.end();
  }
}
