package fapo.genrm.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fapo.genrm.engine.StepResult;
import fapo.genrm.sampling.VerdictRule.When;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictWatchTest {
  private static final StepResult SURE = Rows.raw(0, 0);

  private static VerdictRule rule(When when, int steps, Integer... shown) {
    return new VerdictRule(
        when, steps, Set.copyOf(Arrays.stream(shown).map(BigInteger::valueOf).toList()), false);
  }

  /// Feeds a text in pieces of the given length, by a model that is sure of everything.
  ///
  /// @return what stood when the verdict was complete; all of the text where it never was
  private static String until(VerdictWatch watch, String text, int length) {
    for (int at = 0; at < text.length(); at += length) {
      String piece = text.substring(at, Math.min(text.length(), at + length));
      if (watch.accept(piece, 0, SURE, 0)) {
        return text.substring(0, at + piece.length());
      }
    }
    return text;
  }

  private static VerdictWatch watch(VerdictRule rule) {
    return new VerdictWatch(rule, id -> "");
  }

  private static String untilBrace(String text) {
    return until(watch(rule(When.AT_BRACE, 5)), text, 1);
  }

  @Test
  void stopsAtTheBraceOfAnIndex() {
    assertThat(untilBrace("so \\boxed{-1}. More")).isEqualTo("so \\boxed{-1}");
    assertThat(untilBrace("so \\boxed{ 4 } More")).isEqualTo("so \\boxed{ 4 }");
    assertThat(untilBrace("so \\boxed{\\text{ 2}} More")).isEqualTo("so \\boxed{\\text{ 2}}");
    assertThat(untilBrace("so \\boxed{+0} More")).isEqualTo("so \\boxed{+0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\boxed{5} is no step",
        "\\boxed{-2} is no step",
        "\\boxed{} says nothing",
        "\\boxed{-} says nothing",
        "\\boxed{x = 3} is an equation",
        "\\boxed{3.5} is no integer",
        "\\boxed{\\frac{1}{2}} is no integer",
        "boxed{3} is no box",
        "\\boxed 3 is no box",
        "\\boxed{3"
      })
  void doesNotStopAtAnythingElse(String text) {
    assertThat(untilBrace(text)).isEqualTo(text);
  }

  /// Critiques quote the boxed answers of what they judge.
  @Test
  void doesNotStopAtABoxThatWasShown() {
    VerdictWatch watch = watch(rule(When.AT_BRACE, 100, 42));
    String text = "It ends with \\boxed{42}, which is right: \\boxed{-1} done";
    assertThat(until(watch, text, 1)).endsWith("\\boxed{-1}");
  }

  @Test
  void doesNotStopWhereTheSentenceGoesOn() {
    VerdictWatch watch = watch(rule(When.AT_LINE_END, 9));
    String text = "The solution says \\boxed{7}, no.\nHence:\n$$\\boxed{3}$$.\nAs said";
    assertThat(until(watch, text, 1)).endsWith("\\boxed{3}$$.\n");
    assertThat(watch.reading().orElseThrow().index()).isEqualTo(BigInteger.valueOf(3));
  }

  @Test
  void doesNotStopWhileThinking() {
    VerdictRule rule = new VerdictRule(When.AT_BRACE, 9, Set.of(), true);
    String text = "maybe \\boxed{1} or</think> it is \\boxed{2} yes";
    assertThat(until(watch(rule), text, 1)).endsWith("\\boxed{2}");
    assertThat(untilBrace("<think>\n\\boxed{1}\n</think>\\boxed{2}!")).endsWith("\\boxed{2}");
  }

  @Test
  void readsTheLastBoxHoweverTheTextEnds() {
    VerdictWatch watch = watch(rule(When.AT_LINE_END, 9));
    var _ = until(watch, "First \\boxed{1}, then \\boxed{2}", 3);
    assertThat(watch.reading().orElseThrow().index()).isEqualTo(BigInteger.TWO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\boxed{1} and \\boxed{2", "\\boxed{1} and \\boxed{x}", "none"})
  void readsNothingWhereTheLastBoxHoldsNoIndex(String text) {
    VerdictWatch watch = watch(rule(When.AT_LINE_END, 9));
    var _ = until(watch, text, 2);
    assertThat(watch.reading()).isEmpty();
  }

  @Test
  void takesAnyIntegerWhereAnIndexIsNoPlace() {
    VerdictWatch watch = watch(rule(When.AT_BRACE, VerdictRule.ANY_INDEX));
    assertThat(until(watch, "\\boxed{-12345678901234567890} etc", 1)).endsWith("}");
  }

  /// The same box, found however tokens divide the text, and never before it is complete.
  @Test
  void divisionIntoTokensMakesNoDifference() {
    Random random = new Random(4);
    List<String> parts =
        List.of("\\boxed{", "}", "-1", "3", "\n", " ", "{", "\\text{", "x", "<think>", "</think>");
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder();
      random.ints(12, 0, parts.size()).forEach(i -> text.append(parts.get(i)));
      When when = round % 2 == 0 ? When.AT_BRACE : When.AT_LINE_END;
      VerdictWatch single = watch(rule(when, 9));
      String stopped = until(single, text.toString(), 1);
      VerdictWatch pieces = watch(rule(when, 9));
      String later = until(pieces, text.toString(), 1 + random.nextInt(6));
      assertThat(later).startsWith(stopped);
      if (stopped.length() < text.length()) {
        assertThat(lastBox(stopped)).isEqualTo(single.reading().orElseThrow().index().toString());
      }
    }
  }

  /// What a reader of the finished text takes for the verdict.
  private static String lastBox(String text) {
    int open = text.lastIndexOf("\\boxed{") + 7;
    int depth = 1;
    int at = open;
    while (depth > 0) {
      depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
      at++;
    }
    return text.substring(open, at - 1).replace("\\text{", "").replace("}", "").strip();
  }

  /// `\boxed` then `{` 0.6, `{-` 0.3, other 0.1; then `2` 0.5, `-` 0.25, `3` 0.25; then `}` 0.7,
  /// `}.` 0.2, `1` 0.1.
  @Test
  void weighsTheIndexWhereSignsAreOwnTokens() {
    VerdictWatch watch = spelled(When.AT_BRACE, "{", "{-", "other", "2", "-", "3", "}", "}.", "1");
    var _ = watch.accept("\\boxed", 2, Rows.of(0, 0, 1), 0);
    var _ = watch.accept("{", 0, Rows.of(0.6, 0.3, 0.1), 0);
    var _ = watch.accept("2", 3, Rows.of(0, 0, 0, 0.5, 0.25, 0.25), 0);
    assertThat(watch.accept("}", 6, Rows.of(0, 0, 0, 0, 0, 0, 0.7, 0.2, 0.1), 0)).isTrue();
    VerdictReading reading = watch.reading().orElseThrow();
    assertThat(reading.index()).isEqualTo(BigInteger.TWO);
    assertThat(reading.probability()).isCloseTo(0.6 / 0.9 * 0.5 * 0.9, within(1e-6));
    assertThat(reading.flawProbability()).isCloseTo(0.6 / 0.9 * 0.75, within(1e-6));
  }

  /// `boxed{` 0.2, `boxed{-` 0.6, other 0.2; then `1` 0.9, `2` 0.1; then `}` 1.
  @Test
  void weighsTheIndexWhereTheSignComesWithTheBrace() {
    VerdictWatch watch = spelled(When.AT_BRACE, "boxed{", "boxed{-", "other", "1", "2", "}");
    var _ = watch.accept("\\", 2, Rows.of(0, 0, 1), 0);
    var _ = watch.accept("boxed{-", 1, Rows.of(0.2, 0.6, 0.2), 0);
    var _ = watch.accept("1", 3, Rows.of(0, 0, 0, 0.9, 0.1), 0);
    assertThat(watch.accept("}", 5, Rows.of(0, 0, 0, 0, 0, 1), 0)).isTrue();
    VerdictReading reading = watch.reading().orElseThrow();
    assertThat(reading.index()).isEqualTo(VerdictReading.NOT_FOUND);
    assertThat(reading.probability()).isCloseTo(0.6 / 0.8 * 0.9, within(1e-6));
    assertThat(reading.flawProbability()).isCloseTo(0.2 / 0.8, within(1e-6));
  }

  @Test
  void weighsAWholeBoxInOneToken() {
    VerdictWatch watch = spelled(When.AT_BRACE, "\\boxed{-1}", "\\boxed{0}", "\\boxed{1}", "no");
    assertThat(watch.accept("\\boxed{-1}", 0, Rows.of(0.4, 0.2, 0.2, 0.2), 0)).isTrue();
    VerdictReading reading = watch.reading().orElseThrow();
    assertThat(reading.probability()).isCloseTo(0.5, within(1e-6));
    assertThat(reading.flawProbability()).isCloseTo(0.5, within(1e-6));
  }

  private static VerdictWatch spelled(When when, String... tokens) {
    return new VerdictWatch(rule(when, 9), id -> tokens[id]);
  }

  @Test
  void findsTheBoxesThatWereShown() {
    String prompt = "\\boxed{42} \\boxed{ -1 } \\boxed{\\text{ 007}} \\boxed{x} \\boxed{1.5} 6";
    assertThat(VerdictRule.boxedIn(prompt))
        .containsExactlyInAnyOrder(
            BigInteger.valueOf(42), VerdictReading.NOT_FOUND, BigInteger.valueOf(7));
  }

  @Test
  void refusesFewerStepsThanNone() {
    assertThatThrownBy(() -> rule(When.AT_BRACE, -1)).hasMessage("steps: -1 (expected: >= 0)");
  }
}
