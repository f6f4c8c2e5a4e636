package fapo.verifier.compare;

import fapo.verifier.choice.Choices;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Kind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One labelled row of real data, with the options its own settings ask for.
public record LabelledRow(
    String id,
    String kind,
    String candidate,
    List<String> references,
    CheckOptions options,
    boolean expected) {

  public static LabelledRow of(JsonNode row) {
    List<String> references = new ArrayList<>(List.of(row.get("gold").asString()));
    if (row.hasNonNull("alt_golds")) {
      references.addAll(texts(row.get("alt_golds")));
    }
    return new LabelledRow(
        row.get("id").asString(),
        row.get("kind").asString(),
        row.get("prediction").asString(),
        references,
        options(row),
        row.get("expected").asBoolean());
  }

  public static List<LabelledRow> core() {
    return RealData.rows("verify/peer_cases.jsonl").stream()
        .filter(row -> row.get("policy").asString().equals("core"))
        .map(LabelledRow::of)
        .toList();
  }

  public static List<LabelledRow> derived() {
    return RealData.rows("verify/derived.jsonl").stream().map(LabelledRow::of).toList();
  }

  public static List<LabelledRow> probes() {
    return RealData.rows("verify/probe.jsonl").stream().map(LabelledRow::of).toList();
  }

  Checked check(AnswerVerifier verifier) {
    try {
      return verifier.check(candidate, references, options);
    } catch (UnusableReferenceException refused) {
      return Checked.of(
          new AnswerCheck.Unreadable(
              AnswerCheck.Unreadable.Side.REFERENCE, -1, String.valueOf(refused.getMessage())),
          null,
          0);
    }
  }

  String describe(Checked checked) {
    return "%s %s | %s | …%s | %s | %s"
        .formatted(
            id,
            kind,
            references.getFirst(),
            candidate.substring(Math.max(0, candidate.length() - 120)).replace('\n', '~'),
            checked.extracted().map(e -> e.source() + ":" + e.text()).orElse("-"),
            checked.check());
  }

  private static CheckOptions options(JsonNode row) {
    CheckOptions options = CheckOptions.DEFAULTS;
    if (row.get("form").asString().equals("answer")) {
      options = options.withForm(Form.ANSWER);
    }
    options =
        switch (row.get("kind").asString()) {
          case "mcq" -> options.withKind(Kind.CHOICE);
          case "string" -> options;
          default -> options.withKind(Kind.MATH);
        };
    if (row.hasNonNull("options")) {
      options = options.withChoices(Choices.of(texts(row.get("options"))));
    }
    if (row.hasNonNull("precision")) {
      options =
          options.withTolerance(new CheckOptions.Tolerance(0, 0, 6, row.get("precision").asInt()));
    }
    return options;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array) {
      texts.add(item.asString());
    }
    return texts;
  }
}
