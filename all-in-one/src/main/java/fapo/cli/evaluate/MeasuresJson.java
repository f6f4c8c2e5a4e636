package fapo.cli.evaluate;

import fapo.cli.json.JsonWriter;
import java.util.Locale;

/// Measures as JSON; a measure over no solution is null.
final class MeasuresJson {
  private MeasuresJson() {}

  /// Writes the fields into the open object.
  static void write(JsonWriter json, Measures measures) {
    json.field("rows", measures.rows())
        .field("precision", measures.precision().orElse(null))
        .field("recall", measures.recall().orElse(null))
        .field("f1", measures.f1().orElse(null))
        .field("processbench_f1", measures.processbenchF1().orElse(null))
        .field("exact_location_accuracy", measures.exactLocationAccuracy().orElse(null))
        .field("false_flag_rate", measures.falseFlagRate().orElse(null))
        .field("coverage", measures.coverage().orElse(null));
    for (Prediction.Abstained.Why why : Prediction.Abstained.Why.values()) {
      json.field(name(why), measures.abstentions(why));
    }
    json.begin("confusion");
    write(json.begin("all"), measures.all());
    write(json.begin("right_answer"), measures.rightAnswer());
    json.end();
  }

  private static void write(JsonWriter json, Confusion confusion) {
    for (Confusion.Truth truth : Confusion.Truth.values()) {
      json.begin(name(truth));
      for (Confusion.Said said : Confusion.Said.values()) {
        json.field(name(said), confusion.at(truth, said));
      }
      json.end();
    }
    json.end();
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
