package fapo.genrm.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fapo.genrm.critique.StepSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the critic says about real model solutions, where they are present.
final class RealDataTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path ROOT = Path.of(System.getProperty("fapo.root", ".."));
  private static final Path DATA = ROOT.resolve("../shared/data");

  private final SymbolicCritic critic = new SymbolicCritic();

  private static List<JsonNode> rows(String name) throws IOException {
    Path file = DATA.resolve(name);
    assumeTrue(Files.exists(file), "real data is not present: " + name);
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(JSON::readTree).toList();
    }
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(text -> strings.add(text.stringValue()));
    return strings;
  }

  /// Every flag on a right-answered rollout was read by a person and labelled; a new one fails.
  @Test
  void flagsRightAnswersOnlyWhereLabelled() throws IOException {
    Set<String> flagged = new TreeSet<>();
    for (JsonNode group : rows("rollouts/gsm8k_model_solutions.jsonl")) {
      for (JsonNode rollout : group.path("rollouts")) {
        if (rollout.path("answer_correct").booleanValue()) {
          List<String> steps = StepSplitter.split(rollout.path("text").stringValue());
          if (critic.examine("", steps) instanceof Finding.Flaw flaw) {
            flagged.add(rollout.path("id").stringValue() + "\t" + flaw.step());
          }
        }
      }
    }
    List<String> labels =
        Files.readAllLines(ROOT.resolve("testdata/genrm/symbolic-flags.tsv")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    Set<String> labelled = new TreeSet<>();
    labels.forEach(label -> labelled.add(label.substring(0, label.lastIndexOf('\t'))));

    assertThat(flagged).isEqualTo(labelled);
    long right = labels.stream().filter(label -> label.endsWith("\tright")).count();
    assertThat((double) right / labels.size()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void locatesFalseArithmetic() throws IOException {
    List<JsonNode> flawed =
        rows("flaws/bbm_multistep_arithmetic.jsonl").stream()
            .filter(row -> row.path("label").intValue() >= 0)
            .toList();
    long exact =
        flawed.stream()
            .filter(
                row ->
                    critic.examine("", strings(row.path("steps"))) instanceof Finding.Flaw flaw
                        && flaw.step() == row.path("label").intValue())
            .count();

    assertThat((double) exact / flawed.size()).isGreaterThan(0.9);
  }

  @Test
  void seldomFlagsCleanReasoning() throws IOException {
    int clean = 0;
    int flagged = 0;
    for (String name :
        List.of(
            "dyck_languages",
            "logical_deduction",
            "multistep_arithmetic",
            "tracking_shuffled_objects",
            "word_sorting")) {
      for (JsonNode row : rows("flaws/bbm_" + name + ".jsonl")) {
        if (row.path("label").intValue() < 0 && row.path("final_answer_correct").booleanValue()) {
          clean++;
          flagged += critic.examine("", strings(row.path("steps"))) instanceof Finding.Flaw ? 1 : 0;
        }
      }
    }
    assertThat((double) flagged / clean).isLessThanOrEqualTo(0.02);
  }
}
