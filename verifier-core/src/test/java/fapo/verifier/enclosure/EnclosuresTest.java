package fapo.verifier.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Work;
import fapo.verifier.latex.AnswerParser;
import fapo.verifier.latex.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EnclosuresTest {
  private record Row(String expected, String left, String right, String why) {}

  @Test
  void decidesTheTableInBothOrders() {
    List<String> wrong = new ArrayList<>();
    for (Row row : rows()) {
      for (boolean turned : new boolean[] {false, true}) {
        String found =
            relation(turned ? row.right() : row.left(), turned ? row.left() : row.right());
        if (!found.equals(row.expected())) {
          wrong.add(found + (turned ? ", turned: " : ": ") + row);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void holdsEnoughRowsOfEachKind() {
    assertThat(rows().stream().filter(row -> row.expected().equals("agree")).count())
        .isGreaterThanOrEqualTo(80);
    assertThat(rows().stream().filter(row -> row.expected().equals("apart")).count())
        .isGreaterThanOrEqualTo(40);
  }

  @Test
  void agreesWithItselfOrSaysNothing() {
    for (Row row : rows()) {
      assertThat(relation(row.left(), row.left())).as(row.left()).isNotEqualTo("apart");
    }
  }

  @Test
  void enclosesConstantsToTheDigitsAskedFor() {
    assertThat(value("\\pi", 30)).isEqualTo("3.14159265358979323846264338328");
    assertThat(value("\\sqrt{2}+\\sqrt{3}", 20)).isEqualTo("3.1462643699419723423");
    assertThat(value("\\frac{1}{8}", 20)).isEqualTo("0.12500000000000000000");
    assertThat(value("e^{\\pi\\sqrt{163}}", 35)).isEqualTo("262537412640768743.99999999999925007");
    assertThat(value("\\sqrt{2+10^{-40}}-\\sqrt{2}", 5)).isEqualTo("3.5355E-41");
    assertThat(value("x", 5)).isEqualTo("null");
    assertThat(value("i", 5)).isEqualTo("null");
    assertThat(value("\\ln(0)", 5)).isEqualTo("null");
    assertThat(value("10^{10^{10}}", 5)).isEqualTo("null");
  }

  @Test
  void knowsTheSignOnlyWhereItIsCertain() {
    assertThat(sign("\\sqrt{2}-1")).isEqualTo(1);
    assertThat(sign("3-\\pi")).isEqualTo(-1);
    assertThat(sign("10^{-300}")).isEqualTo(1);
    assertThat(sign("-10^{10^{10}}")).isEqualTo(-1);
    assertThat(sign("\\frac{1}{2}-\\frac{1}{2}")).isEqualTo(0);
    assertThat(sign("\\sqrt{2}\\sqrt{2}-2")).isEqualTo(Enclosures.UNSIGNED);
    assertThat(sign("x")).isEqualTo(Enclosures.UNSIGNED);
    assertThat(sign("i")).isEqualTo(Enclosures.UNSIGNED);
  }

  @Test
  void staysWithinTheWorkOfACheck() {
    for (String hostile :
        List.of(
            "9^{9^{9^{9^9}}}",
            "(10^9)!",
            "\\binom{10^9}{10^8}",
            "\\sin(10^{400})",
            "e^{e^{e^{e^{10}}}}",
            "(1+x)^{100000}",
            "\\sqrt{".repeat(60) + "2" + "}".repeat(60),
            "\\sin".repeat(60) + " 1",
            "x^{x^{x^{x^{x^x}}}}")) {
      Work work = new Work();
      Expr expr = expr(hostile);
      try {
        new Enclosures(work, false).relate(expr, Expr.Num.of(2));
        new Enclosures(work, false).relate(expr, expr);
      } catch (LimitException _) {
        assertThat(work.steps()).isGreaterThan(Work.LIMIT);
      }
      assertThat(work.steps()).isLessThan(Work.LIMIT + 100_000);
    }
  }

  private static String relation(String left, String right) {
    Work work = new Work();
    return new Enclosures(work, false)
        .relate(expr(left), expr(right))
        .name()
        .toLowerCase(Locale.ROOT);
  }

  private static String value(String constant, int digits) {
    BigDecimal value = new Enclosures(new Work(), false).value(expr(constant), digits);
    return String.valueOf(value);
  }

  private static int sign(String constant) {
    return new Enclosures(new Work(), false).sign(expr(constant));
  }

  private static Expr expr(String text) {
    return switch (AnswerParser.parse(text)) {
      case Parsed.Read(Expr expr) -> expr;
      case Parsed.Stopped(int position, String expected) ->
          throw new AssertionError(text + " at " + position + ": expected " + expected);
    };
  }

  private static List<Row> rows() {
    Path table = Path.of(System.getProperty("fapo.root", ".."), "testdata/verify/enclosures.tsv");
    try {
      return Files.readAllLines(table).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]))
          .toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
