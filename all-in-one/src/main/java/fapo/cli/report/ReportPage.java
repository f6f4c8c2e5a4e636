package fapo.cli.report;

import fapo.cli.evaluate.Results;
import fapo.evaluation.compare.Comparison;
import fapo.evaluation.compare.Difference;
import fapo.evaluation.figure.Calibration;
import fapo.evaluation.figure.Cost;
import fapo.evaluation.figure.Estimate;
import fapo.evaluation.figure.Evaluation;
import fapo.evaluation.figure.Figures;
import fapo.evaluation.figure.Measure;
import fapo.evaluation.figure.Tally;
import fapo.evaluation.figure.Tally.Said;
import fapo.evaluation.judged.Prediction.Why;
import fapo.evaluation.stat.Interval;
import fapo.evaluation.stat.McNemar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// The report of a run: figures, plots, comparison, worst cases. Without scripts and without
/// anything from elsewhere.
public final class ReportPage {
  private final Html page = new Html();
  private final Results results;
  private final Evaluation evaluation;

  private ReportPage(Results results) {
    this.results = results;
    this.evaluation = results.evaluation();
  }

  /// @param date as it is to be read
  public static String of(Results results, String date) throws IOException {
    return new ReportPage(results).write(date);
  }

  private String write(String date) throws IOException {
    String critic = results.ledger().critic();
    String title = critic.isEmpty() ? "Evaluation" : "Evaluation of " + critic;
    page.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .element("title", "", title)
        .raw("<style>\n" + style() + "</style></head>\n<body><main>\n")
        .element("h1", "", title)
        .element(
            "p",
            "note",
            "%,d labelled solutions from %,d file%s · %s"
                .formatted(
                    evaluation.pooled().tally().rows(),
                    evaluation.subsets().size(),
                    evaluation.subsets().size() == 1 ? "" : "s",
                    date));
    tiles();
    files();
    results.against().ifPresent(other -> comparison(critic, other.name(), other.comparison()));
    confusion();
    plots();
    worst();
    definitions();
    return page.raw("</main></body></html>\n").toString();
  }

  private void tiles() {
    Figures pooled = evaluation.pooled();
    page.raw("<section class=\"tiles\" aria-label=\"Pooled figures\">\n");
    if (evaluation.subsets().size() > 1 && evaluation.averageF1().value().isPresent()) {
      tile(
          "ProcessBench average F1",
          evaluation.averageF1().value(),
          evaluation.averageF1().bootstrap());
    }
    tile("ProcessBench F1", pooled.estimate(Measure.PROCESSBENCH_F1));
    tile("flawed-positive F1", pooled.estimate(Measure.F1));
    tile("exact location", pooled.estimate(Measure.EXACT_LOCATION_ACCURACY));
    tile("false flags", pooled.estimate(Measure.FALSE_FLAG_RATE));
    tile("coverage", pooled.estimate(Measure.COVERAGE));
    page.raw("</section>\n");
  }

  private void tile(String name, Estimate estimate) {
    tile(name, estimate.value(), estimate.wilson().or(estimate::bootstrap));
  }

  private void tile(String name, Optional<Double> value, Optional<Interval> interval) {
    page.raw("<div class=\"tile\">")
        .element("span", "name", name)
        .element("b", "", value.map(Plot::percent).orElse("–"))
        .element("span", "note", interval.map(ReportPage::shown).orElse("no interval"))
        .raw("</div>\n");
  }

  private void files() {
    page.element("h2", "", "By file");
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "file",
            "rows",
            "precision",
            "recall",
            "F1",
            "F1, published rule",
            "ProcessBench F1",
            "located",
            "called clean",
            "false flags",
            "coverage"));
    evaluation.subsets().forEach((file, figures) -> rows.add(row(file, figures)));
    if (evaluation.subsets().size() > 1) {
      rows.add(row("pooled", evaluation.pooled()));
    }
    Tables.write(page, rows);
    page.element("p", "note", notJudged());
    String cost = cost(evaluation.pooled().cost());
    if (!cost.isEmpty()) {
      page.element("p", "note", cost);
    }
  }

  private static List<String> row(String file, Figures figures) {
    List<String> cells = new ArrayList<>();
    cells.add(file.substring(file.lastIndexOf('/') + 1));
    cells.add("%,d".formatted(figures.tally().rows()));
    for (Measure measure :
        List.of(
            Measure.PRECISION,
            Measure.RECALL,
            Measure.F1,
            Measure.PUBLISHED_F1,
            Measure.PROCESSBENCH_F1,
            Measure.EXACT_LOCATION_ACCURACY,
            Measure.CLEAN_ACCURACY,
            Measure.FALSE_FLAG_RATE,
            Measure.COVERAGE)) {
      cells.add(shown(figures.estimate(measure).value()));
    }
    return cells;
  }

  private String notJudged() {
    Figures pooled = evaluation.pooled();
    return "Not judged: %,d out of scope, %,d unreadable, %,d unavailable, %,d refused."
        .formatted(
            pooled.abstentions(Why.OUT_OF_SCOPE),
            pooled.abstentions(Why.UNREADABLE),
            pooled.abstentions(Why.UNAVAILABLE),
            pooled.abstentions(Why.REFUSED));
  }

  private static String cost(Cost cost) {
    List<String> parts = new ArrayList<>();
    cost.completionTokens()
        .ifPresent(t -> parts.add("%,.0f tokens (95 %% below %,.0f)".formatted(t.mean(), t.p95())));
    cost.seconds()
        .filter(s -> s.total() > 0)
        .ifPresent(s -> parts.add("%.3f s (95 %% below %.3f s)".formatted(s.mean(), s.p95())));
    return parts.isEmpty() ? "" : "A critique takes on average " + String.join(", ", parts) + ".";
  }

  private void comparison(String first, String second, Comparison comparison) {
    page.element("h2", "", "Comparison");
    page.element(
        "p",
        "",
        "%s (first) against %s (second) on the %,d solutions that both were asked about."
            .formatted(first, second, comparison.pairs()));
    Tables.write(
        page,
        List.of(
            List.of(
                "", "both right", "first alone", "second alone", "neither", "p (McNemar, exact)"),
            test("location", comparison.location()),
            test("detection", comparison.detection())));
    Tables.write(
        page,
        List.of(
            List.of("", "first", "second", "difference", "95 %", "p (paired bootstrap)"),
            difference("ProcessBench F1", comparison.processbenchF1()),
            difference("flawed-positive F1", comparison.flawedPositiveF1())));
  }

  private static List<String> test(String name, McNemar test) {
    return List.of(
        name,
        "%,d".formatted(test.both()),
        "%,d".formatted(test.first()),
        "%,d".formatted(test.second()),
        "%,d".formatted(test.neither()),
        p(test.p()));
  }

  private static List<String> difference(String name, Difference difference) {
    return List.of(
        name,
        shown(difference.first()),
        shown(difference.second()),
        difference.value().map("%+.3f"::formatted).orElse("–"),
        difference.interval().map("%s"::formatted).isPresent()
            ? difference
                .interval()
                .map(i -> "%+.3f to %+.3f".formatted(i.low(), i.high()))
                .orElse("–")
            : "–",
        difference.p().map(ReportPage::p).orElse("–"));
  }

  private void confusion() {
    Tally tally = evaluation.pooled().tally();
    page.element("h2", "", "What was said of what")
        .raw("<div class=\"scroll\"><table class=\"confusion\"><thead><tr>")
        .raw("<th scope=\"col\">label</th>");
    List<String> heads =
        List.of("the first wrong step", "another step", "called clean", "not judged");
    heads.forEach(head -> page.element("th", "", head));
    page.raw("</tr></thead><tbody>\n");
    for (boolean flawed : new boolean[] {true, false}) {
      long all = 0;
      for (Said said : Said.values()) {
        all += tally.at(flawed, said);
      }
      page.raw("<tr><th scope=\"row\">").text(flawed ? "flawed" : "clean").raw("</th>");
      for (Said said : Said.values()) {
        cell(tally.at(flawed, said), all, flawed, said);
      }
      page.raw("</tr>\n");
    }
    page.raw("</tbody></table></div>\n");
  }

  private void cell(long count, long all, boolean flawed, Said said) {
    if (!flawed && said == Said.FLAGGED_EXACT) {
      page.raw("<td class=\"dim\">–</td>");
      return;
    }
    boolean right = said == (flawed ? Said.FLAGGED_EXACT : Said.CLEAN);
    double share = all == 0 ? 0 : (double) count / all;
    page.raw(
            "<td class=\"%s\" style=\"--share:%s\">"
                .formatted(right ? "right" : "wrong", Html.number(share)))
        .element("b", "", "%,d".formatted(count))
        .element("span", "note", all == 0 ? "" : Plot.percent(share))
        .raw("</td>");
  }

  private void plots() {
    Figures pooled = evaluation.pooled();
    page.element("h2", "", "Where it is good");
    page.raw("<p class=\"legend\" aria-hidden=\"true\">")
        .raw("<i class=\"flagged-exact\"></i> the first wrong step ")
        .raw("<i class=\"flagged-elsewhere\"></i> another step ")
        .raw("<i class=\"clean\"></i> called clean ")
        .raw("<i class=\"abstained\"></i> not judged</p>\n<div class=\"plots\">\n");
    Plots.shares(
            "By length",
            "By the number of steps: above, flawed solutions located exactly; below, clean ones"
                + " called clean; 95 % intervals.",
            pooled.cuts().byLength())
        .write(page);
    Plots.outcomes(
            "By position",
            "What was said of flawed solutions, by the index of their first wrong step.",
            pooled.cuts().byPosition())
        .write(page);
    Plots.distance(pooled.distance()).write(page);
    if (!pooled.cuts().byKind().parts().isEmpty()) {
      Plots.outcomes(
              "By kind", "What was said of flawed solutions of each kind.", pooled.cuts().byKind())
          .write(page);
    }
    Calibration calibration = pooled.calibration();
    if (calibration.rows() > 0) {
      Plots.reliability(calibration).write(page);
    }
    if (!pooled.votes().points().isEmpty()) {
      Plots.votes(pooled.votes()).write(page);
    }
    page.raw("</div>\n");
    page.element("p", "note", calibrated(calibration));
  }

  private static String calibrated(Calibration calibration) {
    if (calibration.rows() == 0) {
      return "The critic gives no score, so there is no calibration.";
    }
    return "Score of %,d solutions (%,d given by the critic, the others from its confidence): ECE %s, Brier %s, AUROC %s."
        .formatted(
            calibration.rows(),
            calibration.given(),
            shown(calibration.ece()),
            shown(calibration.brier()),
            shown(calibration.auroc()));
  }

  private void worst() {
    page.element("h2", "", "Worst cases");
    Cases.write(page, results.ledger().worst());
  }

  private void definitions() {
    page.element("h2", "", "What the words mean").raw("<dl>\n");
    define(
        "precision, recall, F1",
        "Of flawed positives: over solutions with a right answer,"
            + " flagged against labelled flawed, wherever the step. What was not judged is a miss;"
            + " under the published rule it is a flag.");
    define(
        "ProcessBench F1",
        "Harmonic mean of the share of flawed solutions whose first wrong"
            + " step is named exactly (located) and of clean ones called clean.");
    define("false flags", "Share flagged among clean solutions with a right answer.");
    define("intervals", "95 %: Wilson's for single shares, percentile bootstrap for F1.");
    page.raw("</dl>\n");
  }

  private void define(String word, String meaning) {
    page.element("dt", "", word).element("dd", "", meaning);
  }

  private static String shown(Optional<Double> value) {
    return value.map(v -> String.format(Locale.ROOT, "%.3f", v)).orElse("–");
  }

  private static String shown(Interval interval) {
    return Plot.percent(interval.low()) + " to " + Plot.percent(interval.high());
  }

  private static String p(double p) {
    return String.format(Locale.ROOT, p < 0.001 ? "%.1e" : "%.3f", p);
  }

  private static String style() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ReportPage.class.getResourceAsStream("/fapo/cli/report/report.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
