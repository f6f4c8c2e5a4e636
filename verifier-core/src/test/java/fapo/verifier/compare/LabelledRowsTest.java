package fapo.verifier.compare;

import static org.assertj.core.api.Assertions.assertThat;

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
    keeps(Accuracy.of("peer core", LabelledRow.core()), 0.99, 0);
  }

  @Test
  void keepsItsScoreOnRewritings() {
    keeps(Accuracy.of("derived", LabelledRow.derived()), 0.999, 0);
  }

  @Test
  void keepsItsScoreOnProbes() {
    keeps(Accuracy.of("probe", LabelledRow.probes()), 0.98, 1);
  }

  private static void keeps(Accuracy score, double floor, int mostFalseEquivalents) {
    assertThat(score.share()).as(score.toString()).isGreaterThan(floor);
    assertThat(score.wrong()).as(score.toString()).hasSizeLessThanOrEqualTo(mostFalseEquivalents);
  }
}
