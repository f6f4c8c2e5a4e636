package fapo.cli.evaluate;

import fapo.cli.json.JsonWriter;
import fapo.evaluation.figure.Breakdown;
import fapo.evaluation.figure.Calibration;
import fapo.evaluation.figure.Cost;
import fapo.evaluation.figure.Distance;
import fapo.evaluation.figure.Estimate;
import fapo.evaluation.figure.Figures;
import fapo.evaluation.figure.Measure;
import fapo.evaluation.figure.Tally;
import fapo.evaluation.figure.VoteCurve;
import fapo.evaluation.judged.Prediction;
import fapo.evaluation.stat.Interval;
import java.util.Locale;
import java.util.Optional;

/// Figures as JSON; one over no solution is null.
final class FiguresJson {
  private FiguresJson() {}

  /// Writes the fields into the open object.
  static void write(JsonWriter json, Figures figures) {
    shares(json, figures.tally());
    for (Prediction.Why why : Prediction.Why.values()) {
      json.field(name(why), figures.abstentions(why));
    }
    confusion(json, figures.tally());
    json.begin("intervals");
    figures.estimates().forEach((measure, estimate) -> interval(json, name(measure), estimate));
    json.end();
    distance(json, figures.distance());
    calibration(json, figures.calibration());
    breakdown(json, "by_length", figures.cuts().byLength());
    breakdown(json, "by_position", figures.cuts().byPosition());
    breakdown(json, "by_kind", figures.cuts().byKind());
    votes(json, figures.votes());
    cost(json, figures.cost());
  }

  /// `{"bootstrap": [low, high], "wilson": [low, high]}` under a name.
  static void interval(JsonWriter json, String name, Estimate estimate) {
    json.begin(name);
    interval(json, "bootstrap", estimate.bootstrap());
    interval(json, "wilson", estimate.wilson());
    json.end();
  }

  static void interval(JsonWriter json, String name, Optional<Interval> interval) {
    if (interval.isPresent()) {
      json.begin(name)
          .field("low", (Double) interval.get().low())
          .field("high", (Double) interval.get().high())
          .end();
    } else {
      json.field(name, (String) null);
    }
  }

  private static void shares(JsonWriter json, Tally tally) {
    json.field("rows", tally.rows());
    for (Measure measure : Measure.values()) {
      json.field(name(measure), measure.of(tally).orElse(null));
    }
  }

  private static void confusion(JsonWriter json, Tally tally) {
    json.begin("confusion").begin("all");
    for (boolean flawed : new boolean[] {true, false}) {
      json.begin(flawed ? "flawed" : "clean");
      for (Tally.Said said : Tally.Said.values()) {
        json.field(name(said), tally.at(flawed, said));
      }
      json.end();
    }
    json.end().begin("right_answer");
    for (boolean flawed : new boolean[] {true, false}) {
      json.begin(flawed ? "flawed" : "clean");
      for (Tally.Said said : Tally.Said.values()) {
        json.field(name(said), tally.withRightAnswer(flawed, said));
      }
      json.end();
    }
    json.end().end();
  }

  private static void distance(JsonWriter json, Distance distance) {
    json.begin("distance")
        .field("rows", distance.total())
        .field("mean", distance.mean().orElse(null))
        .field("early", distance.early())
        .field("late", distance.late())
        .list("signed");
    distance
        .rows()
        .forEach((steps, rows) -> json.item().field("steps", steps).field("rows", rows).end());
    json.endList().end();
  }

  private static void calibration(JsonWriter json, Calibration calibration) {
    json.begin("calibration")
        .field("rows", calibration.rows())
        .field("given", calibration.given())
        .field("ece", calibration.ece().orElse(null))
        .field("brier", calibration.brier().orElse(null))
        .field("auroc", calibration.auroc().orElse(null))
        .list("bins");
    for (Calibration.Bin bin : calibration.bins()) {
      json.item()
          .field("low", (Double) bin.low())
          .field("high", (Double) bin.high())
          .field("rows", bin.rows())
          .field("mean_score", bin.rows() == 0 ? null : (Double) bin.meanScore())
          .field("flawed_share", bin.rows() == 0 ? null : (Double) bin.flawedShare())
          .end();
    }
    json.endList().end();
  }

  private static void breakdown(JsonWriter json, String name, Breakdown breakdown) {
    json.list(name);
    for (Breakdown.Part part : breakdown.parts()) {
      json.item().field("name", part.name());
      shares(json, part.tally());
      json.end();
    }
    json.endList();
  }

  private static void votes(JsonWriter json, VoteCurve votes) {
    json.list("votes");
    for (VoteCurve.Point point : votes.points()) {
      json.item().field("samples", point.samples());
      shares(json, point.tally());
      json.end();
    }
    json.endList();
  }

  private static void cost(JsonWriter json, Cost cost) {
    json.begin("cost");
    spread(json, "prompt_tokens", cost.promptTokens());
    spread(json, "completion_tokens", cost.completionTokens());
    spread(json, "seconds", cost.seconds());
    json.end();
  }

  private static void spread(JsonWriter json, String name, Optional<Cost.Spread> spread) {
    if (spread.isEmpty()) {
      json.field(name, (String) null);
      return;
    }
    Cost.Spread all = spread.get();
    json.begin(name)
        .field("rows", all.rows())
        .field("total", (Double) all.total())
        .field("mean", (Double) all.mean())
        .field("median", (Double) all.median())
        .field("p95", (Double) all.p95())
        .end();
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
