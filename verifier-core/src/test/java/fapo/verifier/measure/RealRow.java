package fapo.verifier.measure;

import fapo.verifier.compare.LabelledRow;
import fapo.verifier.compare.RealData;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// One row of the real data: as it is given to another grader, and as it is asked here.
record RealRow(JsonNode json, LabelledRow row) {

  static RealRow of(JsonNode json) {
    return new RealRow(json, LabelledRow.of(json));
  }

  Question question() {
    return new Question(row.candidate(), row.references(), row.options());
  }

  static List<RealRow> core() {
    return rows("peer_cases").filter(row -> text(row, "policy").equals("core")).toList();
  }

  static List<RealRow> derived() {
    return rows("derived").toList();
  }

  static List<RealRow> probes() {
    return rows("probe").toList();
  }

  /// Whole responses among the peer cases.
  static List<RealRow> responses() {
    return core().stream()
        .filter(row -> text(row, "form").equals("response"))
        .filter(row -> text(row, "kind").equals("math"))
        .toList();
  }

  /// Solutions that models wrote to problems of a grade school, without boxes.
  static List<RealRow> solutions() {
    return RealData.rows("rollouts/gsm8k_model_solutions.jsonl").stream()
        .flatMap(
            group ->
                StreamSupport.stream(group.get("rollouts").spliterator(), false)
                    .map(rollout -> solution(group, rollout)))
        .toList();
  }

  private static RealRow solution(JsonNode group, JsonNode rollout) {
    return of(
        JsonNodeFactory.instance
            .objectNode()
            .put("id", rollout.get("id").asString())
            .put("kind", "math")
            .put("form", "response")
            .put("gold", group.get("ground_truth").asString())
            .put("prediction", rollout.get("text").asString())
            .put("expected", rollout.get("answer_correct").asBoolean()));
  }

  static String text(RealRow row, String field) {
    return row.json().hasNonNull(field) ? row.json().get(field).asString() : "";
  }

  private static Stream<RealRow> rows(String name) {
    return RealData.rows("verify/" + name + ".jsonl").stream().map(RealRow::of);
  }
}
