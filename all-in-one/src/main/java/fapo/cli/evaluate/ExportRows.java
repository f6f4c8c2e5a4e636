package fapo.cli.evaluate;

import com.google.protobuf.ByteString;
import fapo.cli.evaluate.Labelled.Material;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import fapo.evaluation.judged.Opinion;
import fapo.evaluation.judged.Prediction;
import fapo.evaluation.judged.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What the platform wrote: results of `fapo evaluate`, and labelled rollouts with their verdicts,
/// as `fapo score` and `fapo critique` write them. The critic is not asked again.
final class ExportRows {
  private ExportRows() {}

  /// A result: `{"file", "line", "id", "steps", "label", "verdict", …}`.
  static Labelled result(String file, long line, Row row) throws RowException {
    List<ByteString> steps = row.has("steps") ? row.texts("steps") : List.of();
    String from = row.has("file") ? row.name("file") : file;
    long number = row.integer("line").orElse(line);
    return new Labelled(
        from,
        number,
        LabelledRows.id(row, number),
        ProcessBenchRows.material(row, steps),
        truth(row, steps.size(), "final_answer_correct"),
        Optional.of(answer(row)));
  }

  /// A scored group: `{"group_id", "rollouts": [{"id", "answer_correct", "verdict", "label"}]}`.
  /// Rollouts that the critic was not asked about say nothing of it, and are left out.
  static List<Labelled> group(String file, long line, Row row) throws RowException {
    List<Labelled> rollouts = new ArrayList<>();
    for (Row rollout : row.rows("rollouts")) {
      if (rollout.has("verdict") && rollout.row("verdict").name("outcome").equals("not_asked")) {
        continue;
      }
      rollouts.add(
          new Labelled(
              file,
              line,
              row.name("group_id") + "/" + rollout.name("id"),
              Material.NONE,
              truth(rollout, 0, "answer_correct"),
              Optional.of(answer(rollout))));
    }
    return rollouts;
  }

  private static Truth truth(Row row, int given, String answer) throws RowException {
    int steps = given;
    if (steps == 0 && row.has("verdict")) {
      steps = (int) (long) row.row("verdict").integer("step_count").orElse(0L);
    }
    String right = row.has(answer) || answer.equals("answer_correct") ? answer : "answer_correct";
    return new Truth(LabelledRows.label(row, steps), steps, row.bool(right), row.name("kind"));
  }

  private static Answer answer(Row row) throws RowException {
    if (!row.has("verdict")) {
      return new Answer(
          Opinion.of(new Prediction.Abstained(Prediction.Why.REFUSED)), "", row.name("refused"));
    }
    Row verdict = row.row("verdict");
    Prediction prediction = prediction(verdict);
    OptionalDouble score = unit(row, "flaw_score");
    Opinion opinion =
        new Opinion(
            prediction,
            Opinion.score(
                prediction,
                score.isPresent() ? score : unit(verdict, "flaw_score"),
                unit(verdict, "confidence")),
            votes(row),
            spent(row));
    return new Answer(opinion, critic(verdict), words(verdict));
  }

  private static Prediction prediction(Row row) throws RowException {
    String outcome = row.name("outcome");
    return switch (outcome) {
      case "sound" -> new Prediction.Clean();
      case "flawed_at" -> new Prediction.Flawed((int) (long) row.integer("step").orElse(-1L));
      case "unreadable" -> new Prediction.Abstained(Prediction.Why.UNREADABLE);
      case "unavailable" -> new Prediction.Abstained(Prediction.Why.UNAVAILABLE);
      case "out_of_scope" -> new Prediction.Abstained(Prediction.Why.OUT_OF_SCOPE);
      case "not_asked" -> new Prediction.Abstained(Prediction.Why.NOT_ASKED);
      default ->
          throw new RowException(
              row.path()
                  + "outcome: '"
                  + outcome
                  + "' (expected: sound, flawed_at, unreadable, unavailable, out_of_scope or"
                  + " not_asked)");
    };
  }

  private static List<Prediction> votes(Row row) throws RowException {
    List<Prediction> votes = new ArrayList<>();
    if (row.has("votes")) {
      for (Row vote : row.rows("votes")) {
        votes.add(prediction(vote));
      }
    }
    return votes;
  }

  private static Opinion.Spent spent(Row row) throws RowException {
    Optional<Long> millis = row.integer("millis");
    return new Opinion.Spent(
        tokens(row, "prompt_tokens"),
        tokens(row, "completion_tokens"),
        millis.isPresent() ? OptionalDouble.of(millis.get() / 1e3) : OptionalDouble.empty());
  }

  private static OptionalLong tokens(Row row, String name) throws RowException {
    Optional<Long> count = row.integer(name);
    return count.isPresent() ? OptionalLong.of(count.get()) : OptionalLong.empty();
  }

  private static OptionalDouble unit(Row row, String name) throws RowException {
    Optional<Double> value = row.decimal(name);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!(value.get() >= 0 && value.get() <= 1)) {
      throw row.wrong(name, "0 to 1");
    }
    return OptionalDouble.of(value.get());
  }

  private static String critic(Row verdict) throws RowException {
    String model = verdict.name("model_id");
    return model.isEmpty() ? verdict.name("critic") : verdict.name("critic") + ":" + model;
  }

  private static String words(Row verdict) throws RowException {
    if (verdict.has("critique")) {
      return verdict.name("critique");
    }
    if (verdict.has("evidence")) {
      Row evidence = verdict.row("evidence");
      return evidence.has("explanation")
          ? evidence.name("explanation")
          : evidence.name("statement");
    }
    return verdict.has("excerpt") ? verdict.name("excerpt") : verdict.name("detail");
  }
}
