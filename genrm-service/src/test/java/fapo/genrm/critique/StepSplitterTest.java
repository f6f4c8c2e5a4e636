package fapo.genrm.critique;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StepSplitterTest {
  private static Stream<List<String>> rows() {
    return GoldenTable.rows("splitting.tsv");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void splitsAsTheTableSays(List<String> row) {
    Solution.Scope scope = Solution.Scope.valueOf(row.get(2).toUpperCase(Locale.ROOT));
    Judged judged = StepSplitter.judged(GoldenTable.solution(row.get(1)), scope);
    assertThat(judged.steps()).as(row.getFirst()).isEqualTo(GoldenTable.texts(row.get(3)));
    assertThat(judged.stepCount()).isEqualTo(judged.steps().size());
  }

  @Test
  void keepsEveryCharacterThatIsNotWhiteSpace() {
    long seed = 20_260_823L;
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      String text =
          random
              .ints(random.nextInt(60), 0, 6)
              .mapToObj(StepSplitterTest::piece)
              .collect(java.util.stream.Collectors.joining());
      List<String> steps = StepSplitter.split(text);
      assertThat(String.join("", steps).replaceAll("\\s", ""))
          .as("seed %d, text %s", seed, text)
          .isEqualTo(text.replaceAll("\\s", ""));
      assertThat(steps).noneMatch(String::isBlank);
      assertThat(steps).allMatch(step -> step.equals(step.strip()));
    }
  }

  @Test
  void splitsTwentyMegabytesInOnePass() {
    String text = "x = 1\n".repeat(3_500_000);
    assertThat(StepSplitter.split(text)).hasSize(3_500_000);
  }

  private static String piece(int kind) {
    return switch (kind) {
      case 0 -> "\n";
      case 1 -> "\r\n";
      case 2 -> " ";
      case 3 -> "\n\n";
      case 4 -> "a";
      default -> "=";
    };
  }
}
