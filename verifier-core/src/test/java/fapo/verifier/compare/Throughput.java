package fapo.verifier.compare;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Measures checks a second on one thread over the real solutions; run by hand, never by the suite.
final class Throughput {
  private static final int ROUNDS = 200;

  private Throughput() {}

  private record Case(String candidate, List<String> references) {}

  public static void main(String[] args) {
    List<Case> cases = new ArrayList<>();
    for (JsonNode group : RealData.rows("rollouts/gsm8k_model_solutions.jsonl")) {
      for (JsonNode rollout : group.get("rollouts")) {
        cases.add(
            new Case(
                rollout.get("text").asString(), List.of(group.get("ground_truth").asString())));
      }
    }
    AnswerVerifier verifier = new AnswerVerifier();
    long equivalent = run(verifier, cases);
    long started = System.nanoTime();
    equivalent += run(verifier, cases);
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        "%.0f checks/s (%d equivalent)%n", (double) ROUNDS * cases.size() / seconds, equivalent);
  }

  private static long run(AnswerVerifier verifier, List<Case> cases) {
    long equivalent = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Case one : cases) {
        Checked checked = verifier.check(one.candidate(), one.references(), CheckOptions.DEFAULTS);
        equivalent += checked.check() instanceof AnswerCheck.Equivalent ? 1 : 0;
      }
    }
    return equivalent;
  }
}
