package fapo.cli.report;

import fapo.evaluation.figure.Breakdown;
import fapo.evaluation.figure.Calibration;
import fapo.evaluation.figure.Distance;
import fapo.evaluation.figure.Measure;
import fapo.evaluation.figure.Tally;
import fapo.evaluation.figure.Tally.Said;
import fapo.evaluation.figure.VoteCurve;
import fapo.evaluation.stat.Interval;
import fapo.evaluation.stat.Proportion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The plots of a report.
final class Plots {
  private static final int WIDTH = 440;
  private static final double LEFT = 92;
  private static final double RIGHT = 52;
  private static final double SPAN = WIDTH - LEFT - RIGHT;
  private static final int FURTHEST = 6;

  private Plots() {}

  /// How a critic's words are called, in the order they are drawn.
  private static final List<Said> ORDER =
      List.of(Said.FLAGGED_EXACT, Said.FLAGGED_ELSEWHERE, Said.CLEAN, Said.ABSTAINED);

  private static String name(Said said) {
    return switch (said) {
      case FLAGGED_EXACT -> "the first wrong step";
      case FLAGGED_ELSEWHERE -> "another step";
      case CLEAN -> "called clean";
      case ABSTAINED -> "not judged";
    };
  }

  private static String style(Said said) {
    return said.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What was said of flawed solutions, a bar a part.
  static Plot outcomes(String title, String note, Breakdown breakdown) {
    List<Breakdown.Part> parts =
        breakdown.parts().stream().filter(part -> flawed(part.tally()) > 0).toList();
    int height = 26 * parts.size() + 46;
    Plot plot = new Plot(title, note, WIDTH, height);
    plot.row(
        "part",
        "flawed",
        name(ORDER.get(0)),
        name(ORDER.get(1)),
        name(ORDER.get(2)),
        name(ORDER.get(3)));
    double y = 6;
    for (Breakdown.Part part : parts) {
      long all = flawed(part.tally());
      double x = LEFT;
      for (Said said : ORDER) {
        long count = part.tally().at(true, said);
        double w = SPAN * count / all;
        if (count > 0) {
          plot.rect(x, y, w, 18, style(said), part.name() + ": " + name(said) + " " + count);
        }
        x += w;
      }
      plot.label(LEFT - 8, y + 13, "end", "", shortened(part.name()));
      plot.label(WIDTH - RIGHT + 12, y + 13, "start", "dim", String.format("%,d", all));
      plot.row(
          part.name(),
          String.valueOf(all),
          String.valueOf(part.tally().at(true, ORDER.get(0))),
          String.valueOf(part.tally().at(true, ORDER.get(1))),
          String.valueOf(part.tally().at(true, ORDER.get(2))),
          String.valueOf(part.tally().at(true, ORDER.get(3))));
      y += 26;
    }
    axis(plot, y + 4);
    return plot;
  }

  /// Exact location of flawed solutions and clean ones called clean, with Wilson intervals.
  static Plot shares(String title, String note, Breakdown breakdown) {
    int height = 34 * breakdown.parts().size() + 46;
    Plot plot = new Plot(title, note, WIDTH, height);
    plot.row("part", "located, of flawed", "95 %", "called clean, of clean", "95 %");
    double y = 6;
    for (Breakdown.Part part : breakdown.parts()) {
      Proportion located = part.tally().exactLocation();
      Proportion clean = part.tally().cleanAccuracy();
      whisker(plot, y + 8, located, "flagged-exact");
      whisker(plot, y + 20, clean, "clean-right");
      plot.label(LEFT - 8, y + 18, "end", "", shortened(part.name()));
      plot.label(
          WIDTH - RIGHT + 12, y + 18, "start", "dim", String.format("%,d", part.tally().rows()));
      plot.row(part.name(), of(located), interval(located), of(clean), interval(clean));
      y += 34;
    }
    axis(plot, y + 4);
    return plot;
  }

  private static void whisker(Plot plot, double y, Proportion share, String style) {
    Optional<Interval> interval = share.wilson();
    if (interval.isPresent()) {
      plot.line(
          LEFT + SPAN * interval.get().low(),
          y,
          LEFT + SPAN * interval.get().high(),
          y,
          "whisker " + style);
      plot.dot(LEFT + SPAN * share.value().orElseThrow(), y, 4.5, style, of(share));
    }
  }

  /// Named minus labelled step, over flawed solutions where a step was named.
  static Plot distance(Distance distance) {
    Map<Integer, Long> bars = new TreeMap<>();
    for (int d = -FURTHEST; d <= FURTHEST; d++) {
      bars.put(d, 0L);
    }
    distance
        .rows()
        .forEach((d, rows) -> bars.merge(Math.clamp(d, -FURTHEST, FURTHEST), rows, Long::sum));
    long most = bars.values().stream().mapToLong(Long::longValue).max().orElse(1);
    Plot plot =
        new Plot(
            "Distance",
            "Steps from the first wrong one to the one named; left of 0 is too early.",
            WIDTH,
            220);
    plot.row("distance", "solutions");
    double step = (WIDTH - 24.0) / bars.size();
    double x = 12;
    for (Map.Entry<Integer, Long> bar : bars.entrySet()) {
      double h = 150.0 * bar.getValue() / Math.max(1, most);
      String name = name(bar.getKey());
      plot.rect(
          x + 2,
          178 - h,
          step - 4,
          h,
          bar.getKey() == 0 ? "flagged-exact" : "flagged-elsewhere",
          name + ": " + bar.getValue());
      if (bar.getValue() > 0) {
        plot.label(x + step / 2, 172 - h, "middle", "dim", String.format("%,d", bar.getValue()));
      }
      plot.label(x + step / 2, 196, "middle", "", name);
      plot.row(name, String.valueOf(bar.getValue()));
      x += step;
    }
    plot.line(12, 178, WIDTH - 12, 178, "axis");
    return plot;
  }

  private static String name(int distance) {
    String end = Math.abs(distance) == FURTHEST ? "+" : "";
    return (distance > 0 ? "+" : distance < 0 ? "−" : "") + Math.abs(distance) + end;
  }

  /// Share of flawed solutions against the score, a dot a bin.
  static Plot reliability(Calibration calibration) {
    Plot plot =
        new Plot(
            "Reliability of the score",
            "Share of flawed solutions against the mean score of each bin; on the diagonal the"
                + " score means what it says. A dot's area shows its solutions.",
            WIDTH,
            360);
    plot.row("bin", "solutions", "mean score", "share flawed");
    double left = 60;
    double size = 280;
    for (int i = 0; i <= 4; i++) {
      double at = size * i / 4;
      plot.line(left, 20 + at, left + size, 20 + at, "grid");
      plot.line(left + at, 20, left + at, 20 + size, "grid");
      plot.label(left - 8, 24 + size - at, "end", "dim", String.valueOf(i / 4.0));
      plot.label(left + at, 36 + size, "middle", "dim", String.valueOf(i / 4.0));
    }
    plot.line(left, 20 + size, left + size, 20, "diagonal");
    plot.label(left + size / 2, 352, "middle", "", "mean score");
    plot.label(left, 12, "start", "", "share flawed");
    long most = calibration.bins().stream().mapToLong(Calibration.Bin::rows).max().orElse(1);
    for (Calibration.Bin bin : calibration.bins()) {
      if (bin.rows() > 0) {
        double radius = 3 + 13 * Math.sqrt((double) bin.rows() / Math.max(1, most));
        String name = String.format(Locale.ROOT, "%.1f to %.1f", bin.low(), bin.high());
        plot.dot(
            left + size * bin.meanScore(),
            20 + size * (1 - bin.flawedShare()),
            radius,
            "score",
            "%s: %,d solutions, %s flawed"
                .formatted(name, bin.rows(), Plot.percent(bin.flawedShare())));
        plot.row(
            name,
            String.valueOf(bin.rows()),
            String.format(Locale.ROOT, "%.3f", bin.meanScore()),
            String.format(Locale.ROOT, "%.3f", bin.flawedShare()));
      }
    }
    return plot;
  }

  /// Figures by the number of samples whose majority decides.
  static Plot votes(VoteCurve curve) {
    List<Measure> drawn =
        List.of(Measure.PROCESSBENCH_F1, Measure.EXACT_LOCATION_ACCURACY, Measure.F1);
    List<String> styles = List.of("line-a", "line-b", "line-c");
    Plot plot = new Plot("Votes", "What the majority of the first k samples says.", WIDTH, 300);
    plot.row("samples", "ProcessBench F1", "exact location", "flawed-positive F1");
    double left = 44;
    double size = WIDTH - 150;
    for (int i = 0; i <= 4; i++) {
      double y = 20 + 220.0 * i / 4;
      plot.line(left, y, left + size, y, "grid");
      plot.label(left - 8, y + 4, "end", "dim", String.valueOf(1 - i / 4.0));
    }
    int last = curve.points().size() - 1;
    for (int i = 0; i <= last; i++) {
      VoteCurve.Point point = curve.points().get(i);
      double x = left + size * i / Math.max(1, last);
      plot.label(x, 258, "middle", "dim", String.valueOf(point.samples()));
      plot.row(
          String.valueOf(point.samples()),
          shown(drawn.get(0), point),
          shown(drawn.get(1), point),
          shown(drawn.get(2), point));
      for (int m = 0; m < drawn.size(); m++) {
        Optional<Double> value = drawn.get(m).of(point.tally());
        if (value.isEmpty()) {
          continue;
        }
        double y = 240 - 220 * value.get();
        plot.dot(x, y, 4, styles.get(m), shown(drawn.get(m), point));
        if (i > 0) {
          Optional<Double> before = drawn.get(m).of(curve.points().get(i - 1).tally());
          double from = left + size * (i - 1) / last;
          if (before.isPresent()) {
            plot.line(from, 240 - 220 * before.get(), x, y, "curve " + styles.get(m));
          }
        }
      }
    }
    for (int m = 0; m < drawn.size(); m++) {
      plot.dot(left + size + 16, 40 + 22 * m, 4, styles.get(m), "");
      plot.label(
          left + size + 26, 44 + 22 * m, "start", "", List.of("PB F1", "located", "F1").get(m));
    }
    plot.label(left + size / 2, 284, "middle", "", "samples k");
    return plot;
  }

  private static String shown(Measure measure, VoteCurve.Point point) {
    return measure
        .of(point.tally())
        .map(value -> String.format(Locale.ROOT, "%.3f", value))
        .orElse("–");
  }

  private static void axis(Plot plot, double y) {
    plot.line(LEFT, y, LEFT + SPAN, y, "axis");
    for (int i = 0; i <= 4; i++) {
      plot.line(LEFT + SPAN * i / 4, y, LEFT + SPAN * i / 4, y + 4, "axis");
      plot.label(LEFT + SPAN * i / 4, y + 18, "middle", "dim", 25 * i + " %");
    }
  }

  private static long flawed(Tally tally) {
    return Arrays.stream(Said.values()).mapToLong(said -> tally.at(true, said)).sum();
  }

  private static String of(Proportion share) {
    return share
        .value()
        .map(v -> "%s (%,d of %,d)".formatted(Plot.percent(v), share.part(), share.whole()))
        .orElse("–");
  }

  private static String interval(Proportion share) {
    return share
        .wilson()
        .map(i -> Plot.percent(i.low()) + " to " + Plot.percent(i.high()))
        .orElse("–");
  }

  private static String shortened(String name) {
    return name.length() <= 14 ? name : name.substring(0, 13) + "…";
  }
}
