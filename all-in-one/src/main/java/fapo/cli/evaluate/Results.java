package fapo.cli.evaluate;

import fapo.cli.json.JsonWriter;
import fapo.evaluation.compare.Comparison;
import fapo.evaluation.compare.MismatchException;
import fapo.evaluation.figure.Evaluation;
import fapo.evaluation.stat.Resampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The figures of a run, and of its comparison with another where there is one.
public final class Results {
  private final Ledger ledger;
  private final Evaluation evaluation;
  private final Optional<Against> against;

  /// Another run.
  ///
  /// @param name of its critic, and of its file where it has one
  public record Against(String name, Comparison comparison) {}

  private Results(Ledger ledger, Evaluation evaluation, Optional<Against> against) {
    this.ledger = ledger;
    this.evaluation = evaluation;
    this.against = against;
  }

  public static Results of(Ledger ledger, Resampling resampling) {
    return new Results(
        ledger, Evaluation.of(ledger.files(), ledger.judged(), resampling), Optional.empty());
  }

  /// @param other another critic's run
  /// @param name of its file; empty where its critic's name says enough
  /// @throws MismatchException where the two are not about the same solutions
  public static Results of(Ledger ledger, Ledger other, String name, Resampling resampling)
      throws MismatchException {
    Comparison comparison = Comparison.of(ledger.comparable(), other.comparable(), resampling);
    String called = name.isEmpty() ? other.critic() : other.critic() + " (" + name + ")";
    return new Results(
        ledger,
        Evaluation.of(ledger.files(), ledger.judged(), resampling),
        Optional.of(new Against(called, comparison)));
  }

  /// One object: the pooled figures, and those of each file under `files`.
  ///
  /// @param seconds wall time of the run
  public JsonWriter json(double seconds) {
    JsonWriter json = new JsonWriter().begin().field("critic", ledger.critic());
    FiguresJson.write(json, evaluation.pooled());
    json.field("processbench_average_f1", evaluation.averageF1().value().orElse(null));
    FiguresJson.interval(json, "processbench_average_f1_interval", evaluation.averageF1());
    json.field("seconds", (Double) seconds);
    against.ifPresent(other -> ComparisonJson.write(json, other.comparison(), other.name()));
    json.list("files");
    evaluation
        .subsets()
        .forEach(
            (file, figures) -> {
              json.item().field("file", file);
              FiguresJson.write(json, figures);
              json.end();
            });
    return json.endList().end();
  }

  /// For a terminal.
  public List<String> lines() {
    List<String> lines = new ArrayList<>(FiguresText.of(evaluation));
    lines.add("judged by " + ledger.critic());
    against.ifPresent(
        other -> lines.addAll(FiguresText.of(other.comparison(), ledger.critic(), other.name())));
    return lines;
  }

  public Evaluation evaluation() {
    return evaluation;
  }

  public Optional<Against> against() {
    return against;
  }

  public Ledger ledger() {
    return ledger;
  }
}
