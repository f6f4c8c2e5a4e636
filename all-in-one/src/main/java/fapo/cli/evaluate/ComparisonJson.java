package fapo.cli.evaluate;

import fapo.cli.json.JsonWriter;
import fapo.evaluation.compare.Comparison;
import fapo.evaluation.compare.Difference;
import fapo.evaluation.stat.McNemar;

/// A comparison as JSON.
final class ComparisonJson {
  private ComparisonJson() {}

  /// Writes it under `comparison` into the open object.
  static void write(JsonWriter json, Comparison comparison, String other) {
    json.begin("comparison")
        .field("other", other)
        .field("pairs", comparison.pairs())
        .field("first_alone", comparison.firstAlone())
        .field("second_alone", comparison.secondAlone());
    test(json, "location", comparison.location());
    test(json, "detection", comparison.detection());
    difference(json, "processbench_f1", comparison.processbenchF1());
    difference(json, "f1", comparison.flawedPositiveF1());
    json.end();
  }

  private static void test(JsonWriter json, String name, McNemar test) {
    json.begin(name)
        .field("both_right", test.both())
        .field("first_right", test.first())
        .field("second_right", test.second())
        .field("neither_right", test.neither())
        .field("p", (Double) test.p())
        .end();
  }

  private static void difference(JsonWriter json, String name, Difference difference) {
    json.begin(name)
        .field("first", difference.first().orElse(null))
        .field("second", difference.second().orElse(null))
        .field("difference", difference.value().orElse(null));
    FiguresJson.interval(json, "interval", difference.interval());
    json.field("p", difference.p().orElse(null)).end();
  }
}
