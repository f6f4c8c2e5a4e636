package fapo.verifier.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoxesTest {
  @Test
  void findsBoxesInTheirOrder() {
    assertThat(closed("\\boxed{1} \\fbox{2} \\framebox{3} \\beginboxed{4} oxed{5}"))
        .containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void countsTheOuterOfNestedBoxes() {
    assertThat(closed("\\boxed{a \\boxed{b} c}")).containsExactly("a \\boxed{b} c");
  }

  @Test
  void balancesBracesAndSkipsEscapedOnes() {
    assertThat(closed("\\boxed{\\frac{1}{\\sqrt{2}}} \\boxed{\\{1\\}}"))
        .containsExactly("\\frac{1}{\\sqrt{2}}", "\\{1\\}");
  }

  @Test
  void keepsTheLastSixteen() {
    assertThat(closed("\\boxed{7}".repeat(40))).hasSize(16);
  }

  @Test
  void findsNoBoxInProse() {
    assertThat(in("a boxed lunch and a box of {7} oxen").any()).isFalse();
    assertThat(closed("a boxed lunch")).isEmpty();
  }

  @Test
  void takesTheRestOfTheLineOfAnOpenBox() {
    assertThat(open("so \\boxed{7\nand more")).contains("7");
    assertThat(open("so \\boxed 7 of them")).contains("7");
    assertThat(open("so \\boxed7")).contains("7");
    assertThat(open("so")).isEmpty();
  }

  private static Boxes in(String text) {
    return Boxes.in(text, 0, text.length());
  }

  private static List<String> closed(String text) {
    return in(text).closed().stream().map(span -> span.of(text)).toList();
  }

  private static Optional<String> open(String text) {
    return Optional.ofNullable(in(text).open()).map(span -> span.of(text));
  }
}
