package fapo.genrm.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

final class SymbolicCriticTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SymbolicCritic critic = new SymbolicCritic();

  record Row(String id, List<String> steps, String expected) {
    @Override
    public String toString() {
      return id;
    }
  }

  static Stream<Row> rows() throws IOException {
    Path root = Path.of(System.getProperty("fapo.root", ".."));
    return Files.readAllLines(root.resolve("testdata/genrm/symbolic.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(fields -> new Row(fields[0], steps(fields[1]), fields[2]));
  }

  private static List<String> steps(String json) {
    List<String> steps = new ArrayList<>();
    JSON.readTree(json).forEach(step -> steps.add(step.stringValue()));
    return steps;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void findsWhatTheGoldenRowSays(Row row) {
    assertThat(outcome(critic.examine("", row.steps()))).isEqualTo(row.expected());
  }

  private static String outcome(Finding finding) {
    return switch (finding) {
      case Finding.NothingToCheck _ -> "nothing";
      case Finding.AllHold(int checked) -> "holds " + checked;
      case Finding.Flaw flaw ->
          "%s %d: %s -> %s"
              .formatted(flaw.kind(), flaw.step(), flaw.subExpression(), flaw.computed());
    };
  }

  @Test
  void reportsTheStatementAndItsSmallestFalsePart() {
    Finding finding =
        critic.examine("", List.of("So A = (8 + -14 + 5) = (8 - 9) = 12, and B = 4."));

    assertThat(finding)
        .isEqualTo(
            new Finding.Flaw(
                0,
                Finding.Kind.FALSE_STATEMENT,
                "A = (8 + -14 + 5) = (8 - 9) = 12",
                "(8 - 9) = 12",
                "12",
                "-1",
                "(8 - 9) is -1, not 12.",
                2));
  }

  @Test
  void readsNoClaimInTheProblem() {
    assertThat(critic.examine("2 + 2 = 5", List.of("3 + 4 = 7"))).isEqualTo(new Finding.AllHold(1));
  }

  @Test
  void hasNothingToCheckWithoutSteps() {
    assertThat(critic.examine("", List.of())).isEqualTo(new Finding.NothingToCheck());
  }
}
