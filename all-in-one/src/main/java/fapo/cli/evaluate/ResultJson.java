package fapo.cli.evaluate;

import com.google.protobuf.ByteString;
import fapo.cli.json.Json;
import fapo.cli.json.JsonWriter;
import fapo.cli.score.OutcomeJson;
import fapo.evaluation.judged.Prediction;
import fapo.genrm.v1.CritiqueBatchResult;
import fapo.genrm.v1.Provenance;
import fapo.genrm.v1.Verdict;
import java.util.List;
import java.util.OptionalDouble;

/// One line of `--out`: the solution, its label and the verdict; a labelled row and its result in
/// one, which `fapo evaluate` reads again.
final class ResultJson {
  private ResultJson() {}

  static byte[] line(Labelled row, CritiqueBatchResult result, Answer answer) {
    JsonWriter json = new JsonWriter().begin();
    json.field("file", row.file()).field("line", row.line()).field("id", row.id());
    json.field("problem", new Json.Text(row.material().problem()));
    if (!row.material().reference().isEmpty()) {
      json.field("ground_truth", new Json.Text(row.material().reference()));
    }
    json.field("steps", texts(row.material().steps())).field("label", row.truth().label());
    row.truth().answerRight().ifPresent(right -> json.field("final_answer_correct", right));
    json.some("kind", row.truth().kind());
    if (result.hasVerdict()) {
      verdict(json, result.getVerdict());
    } else {
      json.field("refused", result.getRefused().getMessage());
    }
    votes(json, answer.opinion().votes());
    return json.end().line();
  }

  private static void verdict(JsonWriter json, Verdict verdict) {
    OutcomeJson.verdict(json.begin("verdict"), verdict);
    json.end();
    OptionalDouble score = Verdicts.flawScore(verdict);
    if (score.isPresent()) {
      json.field("flaw_score", (Double) score.getAsDouble());
    }
    Provenance from = verdict.getProvenance();
    if (from.getCompletionTokens() != 0) {
      json.field("prompt_tokens", Integer.toUnsignedLong(from.getPromptTokens()))
          .field("completion_tokens", Integer.toUnsignedLong(from.getCompletionTokens()));
    }
    if (verdict.hasProvenance()) {
      json.field("millis", from.getMillis());
    }
  }

  private static void votes(JsonWriter json, List<Prediction> votes) {
    if (votes.isEmpty()) {
      return;
    }
    json.list("votes");
    for (Prediction vote : votes) {
      json.item().field("outcome", Verdicts.name(vote));
      Verdicts.step(vote).ifPresent(step -> json.field("step", step));
      json.end();
    }
    json.endList();
  }

  private static Json texts(List<ByteString> texts) {
    return new Json.Items(texts.stream().<Json>map(Json.Text::new).toList());
  }
}
