package fapo.verifier.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.Expr.Binder;
import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Work;
import fapo.verifier.latex.AnswerParser;
import fapo.verifier.latex.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CalculusTest {
  @Test
  void decidesTheTableInBothOrders() {
    List<String> wrong = new ArrayList<>();
    for (String[] cells : rows()) {
      Expr left =
          new Expr.Bound(
              Binder.valueOf(cells[1]), expr(cells[2]), cells[3], expr(cells[4]), expr(cells[5]));
      Expr right = expr(cells[6]);
      for (boolean turned : new boolean[] {false, true}) {
        String found = turned ? relation(right, left) : relation(left, right);
        if (!found.equals(cells[0])) {
          wrong.add(found + (turned ? ", turned: " : ": ") + String.join(" | ", cells));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String relation(Expr left, Expr right) {
    Work work = new Work();
    try {
      return new Enclosures(work, false).relate(left, right).name().toLowerCase(Locale.ROOT);
    } catch (LimitException _) {
      return "limit";
    }
  }

  // A side of a limit, or nothing, is no mathematics.
  private static Expr expr(String text) {
    if (text.isEmpty() || text.equals("+") || text.equals("-")) {
      return new Expr.Words(text);
    }
    return switch (AnswerParser.parse(text)) {
      case Parsed.Read(Expr expr) -> expr;
      case Parsed.Stopped(int position, String expected) ->
          throw new AssertionError(text + " at " + position + ": expected " + expected);
    };
  }

  private static List<String[]> rows() {
    Path table = Path.of(System.getProperty("fapo.root", ".."), "testdata/verify/calculus.tsv");
    try {
      return Files.readAllLines(table).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
