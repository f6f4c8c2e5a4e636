package fapo.verifier.compare;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Tolerance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the page of options to the code: every rule is there with its default, and its example
/// reads as the page says, by default and turned over.
class OptionsPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("fapo.root", ".."), "docs/reference/verifier-options.md");

  private final AnswerVerifier verifier = new AnswerVerifier();

  @TestFactory
  Stream<DynamicTest> readsItsExamplesBothWays() {
    return rules()
        .map(cells -> DynamicTest.dynamicTest(cells[0] + " " + cells[3], () -> rule(cells)));
  }

  @TestFactory
  Stream<DynamicTest> readsItsNumbersBothWays() {
    return rows("## Numbers", 8)
        .map(cells -> DynamicTest.dynamicTest(cells[0], () -> number(cells)));
  }

  @Test
  void namesEveryRule() {
    Set<Rule> named = EnumSet.noneOf(Rule.class);
    rules().map(cells -> rule(cells[0])).forEach(named::add);

    assertThat(named).containsExactlyInAnyOrder(Rule.values());
  }

  private void rule(String[] cells) {
    Rule rule = rule(cells[0]);
    assertThat(cells[1]).isEqualTo(String.valueOf(rule.byDefault()));
    reads(cells[2], cells[3], CheckOptions.DEFAULTS, cells[4]);
    reads(cells[2], cells[3], CheckOptions.DEFAULTS.with(rule, !rule.byDefault()), cells[5]);
  }

  private void number(String[] cells) {
    double value = Double.parseDouble(cells[2]);
    Tolerance set =
        switch (cells[0]) {
          case "min_significant_digits" -> new Tolerance(0, 0, (int) value);
          case "decimal_places" -> new Tolerance(0, 0, 6, (int) value);
          case "relative_tolerance" -> new Tolerance(value, 0, 6);
          case "absolute_tolerance" -> new Tolerance(0, value, 6);
          default -> throw new AssertionError(cells[0]);
        };
    reads(cells[3], cells[4], CheckOptions.DEFAULTS, cells[5]);
    reads(cells[3], cells[4], CheckOptions.DEFAULTS.withTolerance(set), cells[6]);
  }

  private void reads(String reference, String candidate, CheckOptions options, String expected) {
    boolean response = candidate.startsWith("…");
    Checked checked =
        verifier.check(
            response ? candidate.substring(1) : candidate,
            List.of(reference),
            response ? options : options.withForm(Form.ANSWER));
    assertThat(checked.check() instanceof AnswerCheck.Equivalent ? "=" : "≠")
        .as("%s | %s | %s", reference, candidate, checked)
        .isEqualTo(expected);
  }

  private static Rule rule(String field) {
    return Rule.valueOf(field.toUpperCase(Locale.ROOT));
  }

  private static Stream<String[]> rules() {
    return rows("## Rules", 7);
  }

  // The rows of the table under a heading, without the code marks around their cells.
  private static Stream<String[]> rows(String heading, int cells) {
    String section = page().split(heading + "\n", 2)[1].split("\n## ", 2)[0];
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(1, line.length() - 1).split(" \\| ", -1))
        .peek(row -> assertThat(row).hasSize(cells))
        .map(row -> Arrays.stream(row).map(OptionsPageTest::plain).toArray(String[]::new));
  }

  private static String plain(String cell) {
    String text = cell.strip();
    return text.startsWith("`") && text.endsWith("`") ? text.substring(1, text.length() - 1) : text;
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
