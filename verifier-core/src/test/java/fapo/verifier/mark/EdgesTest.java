package fapo.verifier.mark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        " 7 ",
        "$7$",
        "$$7$$",
        "\\(7\\)",
        "\\[7\\]",
        "**7**",
        "__7__",
        "*7*",
        "`7`",
        "```7```",
        "7.",
        "7。",
        "**$7$**.",
        "$7$**",
        "7$",
        "= 7",
        "\\approx 7",
        "\\text{7}",
        "\\mathrm{7}",
        "\u30007\u3000"
      })
  void cutsWrapping(String text) {
    assertThat(unwrapped(text)).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$1$ and $2$", "7...", "7\\,", "x^*", "**a** b **c**", "\\text{odd}", "==7", "$7"})
  void keepsWhatBelongsToTheAnswer(String text) {
    assertThat(unwrapped(text)).isEqualTo(text);
  }

  @Test
  void keepsAStrayEscapedDollarInside() {
    assertThat(unwrapped("$1 \\$ = 2$")).isEqualTo("1 \\$ = 2");
  }

  @Test
  void leavesNothingOfMarksAlone() {
    assertThat(unwrapped("$$")).isIn("", "$$");
    assertThat(unwrapped(" ")).isEmpty();
  }

  private static String unwrapped(String text) {
    return Edges.unwrap(text, 0, text.length()).of(text);
  }
}
