package fapo.genrm.critique;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class VerdictParserTest {
  private static final List<String> PIECES =
      List.of("\\boxed{", "{", "}", "-1", "3", "\\text{", " ", "\\", "99", "-", "x", "\uD835");

  private static Stream<List<String>> rows() {
    return GoldenTable.rows("verdicts.tsv");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsAsTheTableSays(List<String> row) {
    PromptTemplate template = PromptTemplate.byId(row.get(1)).orElseThrow();
    int steps = Integer.parseInt(row.get(2));
    Verdict verdict = VerdictParser.parse(GoldenTable.text(row.get(3)), template, steps);
    assertThat(name(verdict)).as(row.getFirst()).isEqualTo(row.get(4));
  }

  @Test
  void readsEveryTextThereIs() {
    long seed = 4_711L;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(random.nextInt(12), 0, PIECES.size())
              .mapToObj(PIECES::get)
              .collect(Collectors.joining());
      for (PromptTemplate template : PromptTemplate.values()) {
        Verdict verdict = VerdictParser.parse(text, template, 4);
        if (verdict instanceof Verdict.FlawedAt(int step)) {
          assertThat(step).as("seed %d, text %s", seed, text).isBetween(0, 3);
        }
      }
    }
  }

  @Test
  void cutsTheExcerptBetweenCharacters() {
    Verdict verdict = VerdictParser.unreadable("\uD835\uDC65".repeat(150) + "a");
    assertThat(verdict).isEqualTo(new Verdict.Unreadable("\uD835\uDC65".repeat(99) + "a"));
  }

  static String name(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Sound _ -> "sound";
      case Verdict.Flawed _ -> "flawed";
      case Verdict.FlawedAt(int step) -> "flawed " + step;
      case Verdict.Unreadable _ -> "unreadable";
      case Verdict.Unavailable _ -> "unavailable";
      case Verdict.OutOfScope _ -> "out of scope";
    };
  }
}
