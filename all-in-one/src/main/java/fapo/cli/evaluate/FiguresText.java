package fapo.cli.evaluate;

import fapo.evaluation.compare.Comparison;
import fapo.evaluation.compare.Difference;
import fapo.evaluation.figure.Calibration;
import fapo.evaluation.figure.Cost;
import fapo.evaluation.figure.Estimate;
import fapo.evaluation.figure.Evaluation;
import fapo.evaluation.figure.Figures;
import fapo.evaluation.figure.Measure;
import fapo.evaluation.judged.Prediction.Why;
import fapo.evaluation.stat.Interval;
import fapo.evaluation.stat.McNemar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Figures for people at a terminal.
final class FiguresText {
  private static final String ROW = "%-34s %6s %9s %6s %6s %8s %8s %8s %8s";

  private FiguresText() {}

  /// A table with a line a file, and what stands below it.
  static List<String> of(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        ROW.formatted(
            "file",
            "rows",
            "precision",
            "recall",
            "f1",
            "pb f1",
            "located",
            "false fl",
            "coverage"));
    evaluation.subsets().forEach((file, figures) -> lines.add(line(file, figures)));
    Figures pooled = evaluation.pooled();
    if (evaluation.subsets().size() > 1) {
      lines.add(line("pooled", pooled));
      lines.add("ProcessBench average F1  " + shown(evaluation.averageF1()));
    }
    lines.add(
        "not judged: %,d out of scope · %,d unreadable · %,d unavailable · %,d refused"
            .formatted(
                pooled.abstentions(Why.OUT_OF_SCOPE),
                pooled.abstentions(Why.UNREADABLE),
                pooled.abstentions(Why.UNAVAILABLE),
                pooled.abstentions(Why.REFUSED)));
    lines.add(
        "95 %% intervals: f1 %s · pb f1 %s"
            .formatted(
                shown(pooled.estimate(Measure.F1).bootstrap()),
                shown(pooled.estimate(Measure.PROCESSBENCH_F1).bootstrap())));
    lines.add(
        "                located %s · false flags %s"
            .formatted(
                shown(pooled.estimate(Measure.EXACT_LOCATION_ACCURACY).wilson()),
                shown(pooled.estimate(Measure.FALSE_FLAG_RATE).wilson())));
    calibration(lines, pooled.calibration());
    cost(lines, pooled.cost());
    return lines;
  }

  /// @param first what the first is called
  static List<String> of(Comparison comparison, String first, String second) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s against %s on %,d solutions (%,d and %,d only one was asked about)"
            .formatted(
                first,
                second,
                comparison.pairs(),
                comparison.firstAlone(),
                comparison.secondAlone()));
    lines.add(test("location ", comparison.location()));
    lines.add(test("detection", comparison.detection()));
    lines.add(difference("pb f1    ", comparison.processbenchF1()));
    lines.add(difference("f1       ", comparison.flawedPositiveF1()));
    return lines;
  }

  private static String test(String name, McNemar test) {
    return "  %s  right: both %,d, the first alone %,d, the second alone %,d, neither %,d; p %s"
        .formatted(name, test.both(), test.first(), test.second(), test.neither(), p(test.p()));
  }

  private static String difference(String name, Difference difference) {
    return "  %s  %s against %s, difference %s %s, p %s"
        .formatted(
            name,
            shown2(difference.first()),
            shown2(difference.second()),
            difference.value().map("%+.3f"::formatted).orElse("-"),
            shown(difference.interval()),
            difference.p().map(FiguresText::p).orElse("-"));
  }

  static String p(double p) {
    return p < 0.001 ? "%.1e".formatted(p) : "%.3f".formatted(p);
  }

  private static void calibration(List<String> lines, Calibration calibration) {
    if (calibration.rows() > 0) {
      lines.add(
          "score of %,d rows: ECE %s · Brier %s · AUROC %s"
              .formatted(
                  calibration.rows(),
                  shown2(calibration.ece()),
                  shown2(calibration.brier()),
                  shown2(calibration.auroc())));
    }
  }

  private static void cost(List<String> lines, Cost cost) {
    List<String> parts = new ArrayList<>();
    cost.completionTokens()
        .ifPresent(t -> parts.add("%,.0f tokens (p95 %,.0f)".formatted(t.mean(), t.p95())));
    cost.seconds().ifPresent(s -> parts.add("%.3f s (p95 %.3f)".formatted(s.mean(), s.p95())));
    if (!parts.isEmpty()) {
      lines.add("a critique: " + String.join(" · ", parts));
    }
  }

  private static String line(String file, Figures figures) {
    return ROW.formatted(
        file.substring(file.lastIndexOf('/') + 1),
        figures.tally().rows(),
        value(figures, Measure.PRECISION),
        value(figures, Measure.RECALL),
        value(figures, Measure.F1),
        value(figures, Measure.PROCESSBENCH_F1),
        value(figures, Measure.EXACT_LOCATION_ACCURACY),
        value(figures, Measure.FALSE_FLAG_RATE),
        value(figures, Measure.COVERAGE));
  }

  private static String value(Figures figures, Measure measure) {
    return shown2(figures.estimate(measure).value());
  }

  private static String shown2(Optional<Double> share) {
    return share.map("%.3f"::formatted).orElse("-");
  }

  private static String shown(Estimate estimate) {
    return shown2(estimate.value()) + " " + shown(estimate.bootstrap());
  }

  private static String shown(Optional<Interval> interval) {
    return interval.map(i -> "[%.3f, %.3f]".formatted(i.low(), i.high())).orElse("[-]");
  }
}
