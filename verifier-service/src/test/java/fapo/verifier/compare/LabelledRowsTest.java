package fapo.verifier.compare;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.verifier.choice.Choices;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LabelledRowsTest {
  private final AnswerVerifier verifier = new AnswerVerifier();

  @Test
  void agreesWithEveryLabelOfRealSolutions() {
    List<String> wrong = new ArrayList<>();
    int rows = 0;
    for (JsonNode group : RealData.rows("rollouts/gsm8k_model_solutions.jsonl")) {
      for (JsonNode rollout : group.get("rollouts")) {
        rows++;
        Checked checked =
            verifier.check(
                rollout.get("text").asString(),
                List.of(group.get("ground_truth").asString()),
                CheckOptions.DEFAULTS);
        boolean equivalent = checked.check() instanceof AnswerCheck.Equivalent;
        if (equivalent != rollout.get("answer_correct").asBoolean()) {
          wrong.add(rollout.get("id").asString() + " " + checked);
        }
      }
    }

    assertThat(rows).isEqualTo(2552);
    assertThat(wrong).isEmpty();
  }

  @Test
  void keepsItsScoreOnPeerCases() {
    List<JsonNode> core =
        RealData.rows("verify/peer_cases.jsonl").stream()
            .filter(row -> row.get("policy").asString().equals("core"))
            .toList();

    score("peer core", core, 0.92, 1);
  }

  @Test
  void keepsItsScoreOnRewritings() {
    score("derived", RealData.rows("verify/derived.jsonl"), 0.99, 0);
  }

  @Test
  void keepsItsScoreOnProbes() {
    score("probe", RealData.rows("verify/probe.jsonl"), 0.88, 1);
  }

  private void score(String name, List<JsonNode> rows, double floor, int mostFalseEquivalents) {
    int right = 0;
    List<String> misses = new ArrayList<>();
    List<String> falseEquivalents = new ArrayList<>();
    for (JsonNode row : rows) {
      Checked checked = check(row);
      boolean equivalent = checked.check() instanceof AnswerCheck.Equivalent;
      boolean expected = row.get("expected").asBoolean();
      right += equivalent == expected ? 1 : 0;
      if (equivalent && !expected) {
        falseEquivalents.add(describe(row, checked));
      } else if (!equivalent && expected) {
        misses.add(describe(row, checked));
      }
    }
    System.out.printf(
        "%s: %d of %d (%.2f %%), %d missed, %d false%n",
        name,
        right,
        rows.size(),
        100.0 * right / rows.size(),
        misses.size(),
        falseEquivalents.size());
    if (Boolean.getBoolean("fapo.verifier.misses")) {
      misses.forEach(miss -> System.out.println("MISS " + miss));
      falseEquivalents.forEach(wrong -> System.out.println("FALSE " + wrong));
    }
    assertThat((double) right / rows.size()).as(name).isGreaterThan(floor);
    assertThat(falseEquivalents).as(name).hasSizeLessThanOrEqualTo(mostFalseEquivalents);
  }

  private Checked check(JsonNode row) {
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
          options.withTolerance(new CheckOptions.Tolerance(0, 0, row.get("precision").asInt() + 1));
    }
    List<String> references = new ArrayList<>(List.of(gold(row)));
    if (row.hasNonNull("alt_golds")) {
      references.addAll(texts(row.get("alt_golds")));
    }
    try {
      return verifier.check(row.get("prediction").asString(), references, options);
    } catch (UnusableReferenceException refused) {
      return Checked.of(
          new AnswerCheck.Unreadable(
              AnswerCheck.Unreadable.Side.REFERENCE, -1, String.valueOf(refused.getMessage())),
          null,
          0);
    }
  }

  private String gold(JsonNode row) {
    return row.get("gold").asString();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array) {
      texts.add(item.asString());
    }
    return texts;
  }

  private static String describe(JsonNode row, Checked checked) {
    String prediction = row.get("prediction").asString();
    return "%s %s | %s | …%s | %s | %s"
        .formatted(
            row.get("id").asString(),
            row.get("kind").asString(),
            row.get("gold").asString(),
            prediction.substring(Math.max(0, prediction.length() - 120)).replace('\n', '~'),
            checked.extracted().map(e -> e.source() + ":" + e.text()).orElse("-"),
            checked.check());
  }
}
