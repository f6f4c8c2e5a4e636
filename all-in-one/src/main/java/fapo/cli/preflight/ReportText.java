package fapo.cli.preflight;

import fapo.cli.preflight.Finding.Kind;
import fapo.cli.preflight.Report.Example;
import fapo.cli.preflight.Report.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The report for people.
public final class ReportText {
  private static final int LONGEST = 60;

  private ReportText() {}

  /// One line each.
  public static List<String> lines(Preflight preflight, Allowance allowance) {
    Report report = preflight.report();
    List<String> lines = new ArrayList<>();
    lines.add("rows        %,d  (%,d without a finding)".formatted(report.rows(), report.clean()));
    lines.add("references  " + counts(report.shapes()));
    lines.add("taken from  " + counts(report.sources()));
    lines.add("questions   " + questions(preflight));
    for (Kind kind : Kind.values()) {
      if (report.count(kind) > 0) {
        kind(lines, kind, report, allowance);
      }
    }
    return lines;
  }

  private static String questions(Preflight preflight) {
    long passed = preflight.questionsPassedOver();
    if (preflight.questions() == 0) {
      return "none found: nothing is said about duplicates";
    }
    return "%,d different".formatted(preflight.questions())
        + (passed == 0
            ? ""
            : "; %,d more rows compared with these alone (--questions)".formatted(passed));
  }

  private static void kind(List<String> lines, Kind kind, Report report, Allowance allowance) {
    long count = report.count(kind);
    long most = allowance.most(kind, report.rows());
    lines.add("");
    lines.add(
        "%-12s %,7d  %s%s"
            .formatted(
                kind.word(),
                count,
                kind.meaning(),
                count > most ? "" : "  (allowed: %,d)".formatted(most)));
    report.reasons(kind).forEach((reason, group) -> group(lines, reason, group));
  }

  private static void group(List<String> lines, String reason, Group group) {
    lines.add("  %s %,d".formatted(reason, group.count()));
    for (Example example : group.first()) {
      Finding finding = example.finding();
      String id = example.id().isEmpty() ? "" : " (" + excerpt(example.id()) + ")";
      String subject = finding.subject().isEmpty() ? "" : "  '" + excerpt(finding.subject()) + "'";
      String at = finding.position() < 0 ? "" : "character " + (finding.position() + 1) + ", ";
      lines.add(
          "    line %d%s%s  %s%s".formatted(example.line(), id, subject, at, finding.detail()));
    }
    if (group.count() > group.first().size()) {
      lines.add("    … %,d more".formatted(group.count() - group.first().size()));
    }
  }

  private static String counts(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(entry -> "%s %,d".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(" · "));
  }

  static String excerpt(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
