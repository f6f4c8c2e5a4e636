package fapo.verifier.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Mode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class AnswerVerifierLawsTest {
  private static final long SEED = 20251;
  private static final String[] PIECES = {
    "1",
    "2",
    "17",
    "0.5",
    "x",
    "y",
    "\\pi",
    "\\frac{1}{3}",
    "\\sqrt{2}",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\\{",
    "\\}",
    ",",
    "=",
    "<",
    "+",
    "-",
    "*",
    "/",
    "^",
    "_",
    "|",
    "\\sin ",
    "\\log ",
    "\\text{cm}",
    "\\boxed{",
    "$",
    "\\",
    "\\begin{pmatrix}",
    "&",
    "\\\\",
    "\\end{pmatrix}",
    "%",
    "^\\circ",
    "!",
    "\\pm ",
    "\\cup ",
    "answer is ",
    "A:",
    "####",
    "e",
    "i",
    "\\infty",
    " ",
    "\n",
    "９",
    "½",
    "√"
  };
  private static final CheckOptions ANSWER = CheckOptions.DEFAULTS.withForm(Form.ANSWER);

  private final AnswerVerifier verifier = new AnswerVerifier();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

  @Test
  void isReflexive() {
    for (int i = 0; i < 3000; i++) {
      String text = "1" + pieces(8);
      assertThat(verifier.check(text, List.of(text), ANSWER).check())
          .as("seed %d: %s", SEED, text)
          .isInstanceOfAny(AnswerCheck.Equivalent.class, AnswerCheck.Undecided.class);
    }
  }

  @Test
  void isSymmetricOnExactValues() {
    String[] values = {
      "1/2",
      "\\frac{2}{4}",
      "0.5",
      "\\sqrt{8}",
      "2\\sqrt2",
      "x+1",
      "1+x",
      "\\pi",
      "3",
      "(1,2)",
      "\\{1,2\\}",
      "2^{10}",
      "1024",
      "\\ln 8",
      "3\\ln 2",
      "50\\%",
      "[1,2)",
      "x=2"
    };
    for (String a : values) {
      for (String b : values) {
        boolean forth = equivalent(a, b);
        assertThat(equivalent(b, a)).as("%s and %s", a, b).isEqualTo(forth);
      }
    }
  }

  @Test
  void ignoresCosmetics() {
    String[] values = {"\\frac{7}{12}", "x^2+1", "\\left(1,2\\right]", "12345", "\\sqrt{3}+1"};
    for (String value : values) {
      for (String form :
          new String[] {
            "$%s$", "\\(%s\\)", " %s ", "**%s**", "%s.", "\\boxed{%s}", "\\displaystyle %s"
          }) {
        assertThat(equivalent(form.formatted(value), value)).as(form.formatted(value)).isTrue();
      }
    }
  }

  @Test
  void answersEveryTextWithoutThrowing() {
    for (int i = 0; i < 6000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      String noise = new String(bytes, StandardCharsets.UTF_8);
      String candidate = i % 2 == 0 ? noise : pieces(14);
      String reference = "1" + (i % 3 == 0 ? noise : pieces(6));
      assertThat(verifier.check(candidate, List.of(reference), CheckOptions.DEFAULTS)).isNotNull();
      assertThat(verifier.check(candidate, List.of(reference), ANSWER)).isNotNull();
      assertThat(
              verifier.check(
                  candidate, List.of(reference), CheckOptions.DEFAULTS.withMode(Mode.FAPO_RECIPE)))
          .isNotNull();
    }
  }

  @Test
  void boundsHostileInput() {
    List<String> hostile =
        List.of(
            "9^{9^{9^9}}",
            "10^{10^{10^{10}}}",
            "\\binom{1000000}{500000}",
            "(1+x)^{100000}",
            "(a+b+c+d+e)^{12}(x+y+z)^{12}",
            "(".repeat(20_000),
            "{".repeat(2_000),
            "\\frac".repeat(600),
            "$ ".repeat(500_000),
            "answer ".repeat(100_000),
            "\\boxed{".repeat(20_000),
            "1".repeat(100_000),
            "\\sqrt{".repeat(500),
            "|".repeat(2_000),
            "-".repeat(3_000) + "2",
            "1e999999999",
            "2^".repeat(1_000) + "2",
            "x_{".repeat(900),
            "200!^{200!}",
            "[[".repeat(1000),
            "1,".repeat(1500),
            "!".repeat(3000),
            "9".repeat(900) + "^{999}");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (String text : hostile) {
            for (CheckOptions options : List.of(ANSWER, CheckOptions.DEFAULTS)) {
              AnswerCheck check = verifier.check(text, List.of("1"), options).check();
              assertThat(check)
                  .as(text.substring(0, Math.min(40, text.length())))
                  .isNotInstanceOf(AnswerCheck.Equivalent.class);
              verifier.check("1", List.of("2" + text), options);
            }
          }
        });
  }

  @Test
  void matchesALongNumeralByItsText() {
    String digits = "7".repeat(100_000);
    assertThat(equivalent(digits, digits)).isTrue();
  }

  @Test
  void leavesATextOverTheLimitUndecided() {
    String text = " ".repeat(AnswerVerifier.MAX_TEXT) + "\\boxed{1}";
    assertThat(verifier.check(text, List.of("1"), CheckOptions.DEFAULTS).check())
        .isInstanceOfSatisfying(
            AnswerCheck.Undecided.class,
            undecided -> assertThat(undecided.why()).isEqualTo(AnswerCheck.Undecided.Why.LIMIT));
  }

  @Test
  void refusesReferencesThatSayNothing() {
    assertThatThrownBy(() -> verifier.check("1", List.of("", "$$", "\\boxed{}"), ANSWER))
        .isInstanceOf(UnusableReferenceException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void matchesAnyUsableReference() {
    Checked checked = verifier.check("\\boxed{4}", List.of("", "3", "4"), CheckOptions.DEFAULTS);
    assertThat(checked.check()).isInstanceOf(AnswerCheck.Equivalent.class);
    assertThat(checked.referenceIndex()).isEqualTo(2);
  }

  private boolean equivalent(String candidate, String reference) {
    return verifier.check(candidate, List.of(reference), ANSWER).check()
        instanceof AnswerCheck.Equivalent;
  }

  private String pieces(int most) {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(most);
    for (int i = 0; i < count; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
