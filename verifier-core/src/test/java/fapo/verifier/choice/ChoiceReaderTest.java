package fapo.verifier.choice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceReaderTest {
  private static final Choices CITIES =
      Choices.of(List.of("Athens", "Berlin", "Cairo", "D: Dublin"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Cairo | C
          The answer is Cairo. | C
          \\boxed{\\text{Berlin}} | B
          \\boxed{Dublin} | D
          Answer: E | -
          Answer: B. | B
          Paris | -
          I went to Cairo once. | -
          """)
  void readsALetterOrTheTextOfAnOptionGiven(String response, String letters) {
    assertThat(read(response, CITIES, "A")).isEqualTo(letters);
  }

  @Test
  void fallsBackToTheAnnouncementBeforeOneOutOfRange() {
    assertThat(read("Answer: B\nAnswer: G", CITIES, "A")).isEqualTo("B");
    assertThat(read("\\boxed{C} or \\boxed{12}", CITIES, "A")).isEqualTo("C");
  }

  @Test
  void allowsTheLettersOfTheOptionsGivenOnly() {
    assertThat(read("Answer: F", Choices.of(List.of("a", "b")), "A")).isEqualTo("-");
    assertThat(read("Answer: F", Choices.NONE, "A")).isEqualTo("F");
    assertThat(read("Answer: K", Choices.NONE, "A")).isEqualTo("-");
  }

  @Test
  void readsTheReferenceAsLetterAsTextAndAsSet() {
    assertThat(expected("C", CITIES)).isEqualTo("C");
    assertThat(expected("(C) Cairo", CITIES)).isEqualTo("C");
    assertThat(expected("Cairo", CITIES)).isEqualTo("C");
    assertThat(expected("A, C and D", CITIES)).isEqualTo("ACD");
    assertThat(expected("ACD", CITIES)).isEqualTo("ACD");
    assertThat(expected("Berlin and the answer is\n(C) Cairo", CITIES)).isEqualTo("C");
    assertThat(expected("Paris", CITIES)).isEqualTo("-");
  }

  @Test
  void takesALoneCapitalForAChoiceOnlyWhereNothingElseIsThere() {
    assertThat(ChoiceReader.expected("C", Choices.NONE, false).letters()).isEqualTo(4);
    assertThat(ChoiceReader.expected("e", Choices.NONE, false).letters()).isZero();
    assertThat(ChoiceReader.expected("B = 5", Choices.NONE, false).letters()).isZero();
    assertThat(ChoiceReader.expected("AB", Choices.NONE, false).letters()).isZero();
  }

  private static String read(String response, Choices choices, String reference) {
    ChoiceReader.Chosen chosen =
        ChoiceReader.read(response, choices, ChoiceReader.expected(reference, choices, true), true);
    return chosen == null ? "-" : letters(chosen.letters());
  }

  private static String expected(String reference, Choices choices) {
    return letters(ChoiceReader.expected(reference, choices, true).letters());
  }

  private static String letters(int mask) {
    StringBuilder letters = new StringBuilder();
    for (char letter = 'A'; letter <= 'J'; letter++) {
      if ((mask & 1 << (letter - 'A')) != 0) {
        letters.append(letter);
      }
    }
    return letters.isEmpty() ? "-" : letters.toString();
  }
}
