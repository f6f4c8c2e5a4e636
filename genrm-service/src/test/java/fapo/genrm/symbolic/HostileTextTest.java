package fapo.genrm.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts made to be slow, deep or huge. The time limits are far above linear time and far below
/// quadratic time.
final class HostileTextTest {
  private static final int LONG = 1 << 16;

  private final SymbolicCritic critic = new SymbolicCritic();

  @ParameterizedTest
  @Timeout(10)
  @ValueSource(
      strings = {
        "=",
        "(",
        ")",
        "1=",
        "1 = ",
        "(1",
        "((1",
        "1+",
        "1=2=",
        "x=1 ",
        "x=",
        "-",
        "- ",
        "1-",
        "2^",
        "^",
        "1/",
        "%",
        "1% of ",
        "<<",
        "<<1=1",
        "\\frac{",
        "\\frac{1}{",
        "\\text{",
        "\\",
        "\\\\",
        "1,",
        "1,000",
        "1 000 ",
        ".",
        "1.",
        "1:",
        "$",
        "*",
        "**",
        "1*",
        "\n",
        "= \n",
        "a ",
        "a b 1 ",
        "1 apples ",
        "equals ",
        "equal to ",
        "is equal to ",
        "1 apples = ",
        "2 + 2 = 5. wait ",
        "2 + 2 = 5 no, ",
        "x + 1 = 2, ",
        "2x = x + ",
        "_",
        "x_",
        "!",
        "1!",
        "100! = ",
        "9^9 = ",
        "{",
        "[(",
        "([",
        "(=",
        "(1=1",
        "√",
        "√(",
        "²",
        "1²",
        "≈",
        "~",
        "=~",
        "\0",
        "\ud800",
        "\ufeff="
      })
  void readsLongHostileTextInLinearTime(String unit) {
    String text = unit.repeat(LONG / unit.length());

    assertThatCode(() -> critic.examine("", List.of(text))).doesNotThrowAnyException();
    assertThatCode(() -> critic.examine("", List.of("1 = 2 " + text + " 1 + 1 = 3")))
        .doesNotThrowAnyException();
  }

  @Test
  @Timeout(10)
  void readsManySmallSteps() {
    List<String> steps = java.util.Collections.nCopies(200_000, "1+1=2");

    assertThat(critic.examine("", steps)).isEqualTo(new Finding.AllHold(200_000));
  }

  @Test
  void readsNestingUpToItsLimitAndNoFurther() {
    assertThat(critic.examine("", List.of("(".repeat(40) + "1" + ")".repeat(40) + " + 1 = 3")))
        .isInstanceOf(Finding.Flaw.class);
    assertThat(critic.examine("", List.of("(".repeat(5000) + "1" + ")".repeat(5000) + " + 1 = 3")))
        .isEqualTo(new Finding.NothingToCheck());
    assertThat(critic.examine("", List.of("-".repeat(5000) + "1 + 1 = 3")))
        .isEqualTo(new Finding.NothingToCheck());
  }

  @Test
  void leavesValuesOverItsLimitsUnjudged() {
    assertThat(critic.examine("", List.of("9^9^9 = 1", "10^100000 = 5", "2^(1/2) = 3")))
        .isEqualTo(new Finding.NothingToCheck());
    assertThat(critic.examine("", List.of("9".repeat(500) + " + 1 = 3")))
        .isEqualTo(new Finding.NothingToCheck());
    assertThat(critic.examine("", List.of("99999999999999999999 * 10 = 999999999999999999990")))
        .isEqualTo(new Finding.AllHold(1));
  }

  @Test
  void survivesAnyCharacters() {
    Random random = new Random(7);
    String alphabet = "0123456789xA =+-*/()[]{}%$.,:;!?^\\<>~≈√²\n\"'_&|abc\0\ud83d\ude00";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(60);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThatCode(() -> critic.examine("", List.of(text.toString(), "1 + 1 = 2")))
          .as("seed 7, round %d: %s", round, text)
          .doesNotThrowAnyException();
    }
  }
}
