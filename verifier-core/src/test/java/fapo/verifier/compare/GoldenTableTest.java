package fapo.verifier.compare;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.recipe.RecipeRule;
import fapo.verifier.text.Extracted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Holds the verifier to the golden rows in `testdata/verify`.
class GoldenTableTest {
  private final AnswerVerifier verifier = new AnswerVerifier();

  @TestFactory
  Stream<DynamicTest> comparesAnswers() throws IOException {
    return rows("answers.tsv")
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row[0],
                    () -> {
                      Checked checked =
                          verifier.check(
                              row[1], List.of(row[2]), CheckOptions.DEFAULTS.withForm(Form.ANSWER));
                      assertThat(name(checked.check()))
                          .as("%s against %s: %s (%s)", row[1], row[2], checked, row[4])
                          .isEqualTo(row[3]);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> findsAnswersInResponses() throws IOException {
    return rows("responses.tsv")
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row[0],
                    () -> {
                      Checked checked =
                          verifier.check(row[1], List.of(row[2]), CheckOptions.DEFAULTS);
                      assertThat(
                              checked
                                  .extracted()
                                  .map(Extracted::source)
                                  .map(Extracted.Source::label)
                                  .orElse("-"))
                          .as("%s: %s", row[1], checked)
                          .isEqualTo(row[3]);
                      assertThat(checked.check())
                          .as("%s: %s", row[1], checked)
                          .isInstanceOf(
                              row[3].equals("-")
                                  ? AnswerCheck.Unreadable.class
                                  : AnswerCheck.Equivalent.class);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> normalizesAsTheRecipeDoes() throws IOException {
    return rows("recipe.tsv")
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row[0], () -> assertThat(RecipeRule.normalize(row[1])).isEqualTo(row[2])));
  }

  private static String name(AnswerCheck check) {
    return switch (check) {
      case AnswerCheck.Equivalent _ -> "equivalent";
      case AnswerCheck.Different _ -> "different";
      case AnswerCheck.Undecided _ -> "undecided";
      case AnswerCheck.Unreadable _ -> "unreadable";
    };
  }

  private static Stream<String[]> rows(String file) throws IOException {
    Path table = Path.of(System.getProperty("fapo.root", "."), "testdata", "verify", file);
    return Files.readAllLines(table).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(GoldenTableTest::unescaped);
  }

  private static String[] unescaped(String[] row) {
    return Stream.of(row).map(field -> field.replace("⏎", "\n")).toArray(String[]::new);
  }
}
