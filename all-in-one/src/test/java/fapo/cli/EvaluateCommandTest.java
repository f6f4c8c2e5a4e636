package fapo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fapo.cli.rows.Line;
import fapo.cli.rows.Row;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole command with the symbolic critic, on the example that comes with the platform.
///
/// Flawed are c2, c3, c6 and c10 with a right answer, c4 and c8 with a wrong one; the critic finds
/// the false equations of c2, c3, c4 and c10 at their step, sees nothing false in c8, and has
/// nothing it can check in c6. Clean are c1, c5, c7 and c9, and it calls them that.
class EvaluateCommandTest {
  private static final String EXAMPLE =
      Path.of(System.getProperty("fapo.root", ".."), "examples", "critiques.jsonl").toString();

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  @TempDir Path folder;

  @BeforeEach
  void listen() {
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  private Row figures(String... more) throws Exception {
    Path json = folder.resolve("figures.json");
    List<String> words = new java.util.ArrayList<>(List.of("evaluate", "--json", json.toString()));
    words.addAll(List.of(more));
    assertThat(Fapo.execute(words.toArray(String[]::new))).as(said::toString).isZero();
    return Row.of(new Line(1, Files.readAllBytes(json), false));
  }

  private static double number(Row row, String name) throws Exception {
    return row.decimal(name).orElseThrow();
  }

  @Test
  void measuresTheSymbolicCriticOnTheExample() throws Exception {
    Row figures = figures(EXAMPLE);

    assertThat(number(figures, "rows")).isEqualTo(10);
    assertThat(number(figures, "exact_location_accuracy")).isCloseTo(4.0 / 6, within(1e-12));
    assertThat(number(figures, "clean_accuracy")).isEqualTo(1);
    assertThat(number(figures, "processbench_f1")).isCloseTo(0.8, within(1e-12));
    assertThat(number(figures, "precision")).isEqualTo(1);
    assertThat(number(figures, "recall")).isEqualTo(0.75);
    assertThat(number(figures, "false_flag_rate")).isZero();
    assertThat(number(figures, "coverage")).isEqualTo(0.9);
    assertThat(number(figures, "out_of_scope")).isEqualTo(1);
    assertThat(figures.rows("files")).hasSize(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("judged by symbolic");
  }

  @Test
  void goesOnWhereItWasKilled() throws Exception {
    Path results = folder.resolve("results.jsonl");
    var _ = figures(EXAMPLE, "--out", results.toString());
    String whole = Files.readString(folder.resolve("figures.json"));
    List<String> lines = Files.readAllLines(results);
    assertThat(lines).hasSize(10);

    // as kill -9 leaves it: three whole lines and a torn one
    Files.writeString(results, String.join("\n", lines.subList(0, 3)) + "\n");
    Files.writeString(results, lines.get(4).substring(0, 40), StandardOpenOption.APPEND);
    var _ = figures(EXAMPLE, "--out", results.toString(), "--resume");
    String resumed = Files.readString(folder.resolve("figures.json"));

    assertThat(Files.readAllLines(results)).containsExactlyInAnyOrderElementsOf(retimed(lines));
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("3 results are there already");
    assertThat(untimed(resumed)).isEqualTo(untimed(whole));
  }

  // The milliseconds of a critique are its own each time.
  private List<String> retimed(List<String> lines) throws Exception {
    List<String> now = Files.readAllLines(folder.resolve("results.jsonl"));
    return lines.stream()
        .map(
            line ->
                now.stream()
                    .filter(other -> untimed(other).equals(untimed(line)))
                    .findFirst()
                    .orElse(line))
        .toList();
  }

  private static String untimed(String text) {
    return text.replaceAll("\"millis\": \\d+", "")
        .replaceAll("\"seconds\": (\\{[^}]*}|[0-9.E-]+)", "");
  }

  @Test
  void refusesToGoOnWithAnotherFilesResults() throws Exception {
    Path results = folder.resolve("results.jsonl");
    var _ = figures(EXAMPLE, "--out", results.toString());
    Files.writeString(
        results, Files.readString(results).replace("\"id\": \"c2\"", "\"id\": \"other\""));

    assertThat(Fapo.execute("evaluate", EXAMPLE, "--out", results.toString(), "--resume"))
        .isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("id 'c2' with label 0 (expected: 'other' with label 0");
  }

  @Test
  void countsResultsWithoutAskingAgainAndComparesThem() throws Exception {
    Path results = folder.resolve("results.jsonl");
    Row asked = figures(EXAMPLE, "--out", results.toString());
    Path worse = folder.resolve("worse.jsonl");
    Files.writeString(
        worse,
        Files.readString(results)
            .replaceAll("\"outcome\": \"flawed_at\", \"step\": \\d", "\"outcome\": \"sound\""));

    Row counted = figures(results.toString(), "--compare", worse.toString());

    for (String name : List.of("f1", "processbench_f1", "coverage")) {
      assertThat(counted.decimal(name)).isEqualTo(asked.decimal(name));
    }
    Row comparison = counted.row("comparison");
    assertThat(number(comparison, "pairs")).isEqualTo(10);
    assertThat(number(comparison.row("location"), "first_right")).isEqualTo(4);
    assertThat(number(comparison.row("location"), "p")).isEqualTo(0.125); // 2 / 2⁴
  }

  @Test
  void writesAPageThatNeedsNothingElse() throws Exception {
    Path rows = folder.resolve("hostile.jsonl");
    Files.writeString(
        rows,
        Files.readString(Path.of(EXAMPLE)).replace("Who is the tallest?", "<script>x</script>&"));
    Path report = folder.resolve("report.html");

    var _ = figures(rows.toString(), "--report", report.toString(), "--compare", "symbolic");

    String page = Files.readString(report);
    assertThat(page)
        .startsWith("<!doctype html>")
        .contains("Evaluation of symbolic")
        .contains("&lt;script&gt;x&lt;/script&gt;&amp;") // c6, not judged: the text of a worst case
        .contains("By length", "By position", "Distance", "Comparison", "Worst cases")
        .doesNotContain("<script", "http:", "https:", "url(", "@import");
    javax.xml.parsers.DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new java.io.ByteArrayInputStream(firstImage(page)));
  }

  private static byte[] firstImage(String page) {
    int from = page.indexOf("<svg");
    return page.substring(from, page.indexOf("</svg>") + 6).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void comparesTwoCriticsInOneCommand() throws Exception {
    Row comparison = figures(EXAMPLE, "--compare", "symbolic").row("comparison");
    assertThat(number(comparison.row("detection"), "p")).isEqualTo(1);
    assertThat(number(comparison.row("processbench_f1"), "difference")).isZero();
  }

  @Test
  void refusesWrongCommandLinesByName() {
    assertThat(Fapo.execute("evaluate", EXAMPLE, "--resume")).isEqualTo(2);
    assertThat(Fapo.execute("evaluate", EXAMPLE, "--out", EXAMPLE)).isEqualTo(2);
    assertThat(Fapo.execute("evaluate", EXAMPLE, "--parallel", "0")).isEqualTo(2);
    assertThat(Fapo.execute("evaluate", EXAMPLE, "--replicates", "9")).isEqualTo(2);
    assertThat(Fapo.execute("evaluate", EXAMPLE, "--samples", "65")).isEqualTo(2);
    assertThat(Fapo.execute("evaluate", EXAMPLE, "--compare", EXAMPLE)).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("--samples: 65 (expected: 1 to 64)")
        .contains("holds no verdicts (expected: results of --out)");
  }
}
