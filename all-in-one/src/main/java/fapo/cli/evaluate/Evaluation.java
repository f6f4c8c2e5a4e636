package fapo.cli.evaluate;

import fapo.cli.json.JsonWriter;
import fapo.cli.rows.CritiqueRow;
import fapo.genrm.v1.CritiqueBatchResult;
import fapo.genrm.v1.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The evaluation of a critic on one or several files: each by itself, and pooled.
public final class Evaluation {
  private final Map<String, Measures> files = new LinkedHashMap<>();
  private final TreeSet<String> critics = new TreeSet<>();

  public synchronized void add(String file, CritiqueRow row, CritiqueBatchResult result) {
    Prediction prediction =
        result.hasVerdict()
            ? Prediction.of(result.getVerdict())
            : new Prediction.Abstained(Prediction.Abstained.Why.REFUSED);
    if (result.hasVerdict() && result.getVerdict().hasProvenance()) {
      Provenance from = result.getVerdict().getProvenance();
      critics.add(
          from.getModelId().isEmpty()
              ? from.getCritic()
              : from.getCritic() + ":" + from.getModelId());
    }
    of(file).add(row.label(), row.answerRight(), prediction);
  }

  /// A file counts even where no row of it could be used.
  public synchronized void open(String file) {
    of(file);
  }

  /// Rows the critic's server refused.
  public synchronized long refused() {
    return pooled().abstentions(Prediction.Abstained.Why.REFUSED);
  }

  public synchronized long rows() {
    return pooled().rows();
  }

  /// Who judged.
  public synchronized String critic() {
    return String.join(", ", critics);
  }

  /// One object: the pooled measures, and those of each file under `files`.
  public synchronized JsonWriter json(double seconds) {
    JsonWriter json = new JsonWriter().begin().field("critic", critic());
    MeasuresJson.write(json, pooled());
    json.field("seconds", (Double) seconds).list("files");
    files.forEach(
        (file, measures) -> {
          json.item().field("file", file);
          MeasuresJson.write(json, measures);
          json.end();
        });
    return json.endList().end();
  }

  /// A table with a line a file.
  public synchronized List<String> table() {
    List<String> lines = new ArrayList<>();
    String row = "%-34s %6s %9s %6s %6s %8s %8s %8s %8s";
    lines.add(
        row.formatted(
            "file",
            "rows",
            "precision",
            "recall",
            "f1",
            "pb f1",
            "located",
            "false fl",
            "coverage"));
    files.forEach((file, measures) -> lines.add(line(row, file, measures)));
    if (files.size() > 1) {
      lines.add(line(row, "pooled", pooled()));
    }
    Measures all = pooled();
    lines.add(
        "not judged: %,d out of scope · %,d unreadable · %,d unavailable · %,d refused"
            .formatted(
                all.abstentions(Prediction.Abstained.Why.OUT_OF_SCOPE),
                all.abstentions(Prediction.Abstained.Why.UNREADABLE),
                all.abstentions(Prediction.Abstained.Why.UNAVAILABLE),
                all.abstentions(Prediction.Abstained.Why.REFUSED)));
    return lines;
  }

  private static String line(String row, String file, Measures measures) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return row.formatted(
        name,
        measures.rows(),
        shown(measures.precision()),
        shown(measures.recall()),
        shown(measures.f1()),
        shown(measures.processbenchF1()),
        shown(measures.exactLocationAccuracy()),
        shown(measures.falseFlagRate()),
        shown(measures.coverage()));
  }

  private static String shown(Optional<Double> share) {
    return share.map(value -> "%.3f".formatted(value)).orElse("-");
  }

  private Measures of(String file) {
    return files.computeIfAbsent(file, _ -> new Measures());
  }

  private Measures pooled() {
    Measures all = new Measures();
    files.values().forEach(all::add);
    return all;
  }
}
