package fapo.cli.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.cli.preflight.Finding.Kind;
import fapo.cli.rows.Lines;
import fapo.cli.rows.RowException;
import fapo.cli.terminal.Output;
import fapo.verifier.compare.CheckOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightTest {
  private static final Fields KNOWN = new Fields("", "", "", "");

  @TempDir Path folder;

  private static Preflight run(Fields fields, int questions, byte[] rows)
      throws IOException, InterruptedException {
    Preflight preflight =
        new Preflight(
            new Preflight.Terms(fields, CheckOptions.DEFAULTS, 2, 5, questions), () -> {});
    preflight.run(new Lines(new ByteArrayInputStream(rows)), null);
    return preflight;
  }

  private static Preflight run(String... rows) throws IOException, InterruptedException {
    return run(KNOWN, 1000, String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
  }

  // `kind/reason@line` of every finding.
  private static List<String> findings(Preflight preflight) {
    List<String> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      preflight
          .report()
          .reasons(kind)
          .forEach(
              (reason, group) ->
                  group
                      .first()
                      .forEach(
                          example -> all.add(kind.word() + "/" + reason + "@" + example.line())));
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "42                                   | ",
        "\\\\frac{3}{4}                       | ",
        "x^2 - 1                              | ",
        "(1, 2]                               | ",
        "Paris                                | ",
        "1,234,567                            | ",
        "2,150                                | ambiguous/digit-group",
        "2,5                                  | ambiguous/decimal-comma",
        "15%                                  | ambiguous/percent",
        "2 or 3                               | ambiguous/alternatives",
        "7 kg                                 | ambiguous/unit",
        "c                                    | ambiguous/letter",
        "4:30                                 | ambiguous/clock",
        "\\\\frac{3}{4                         | unreadable/stopped",
        "N/A                                  | no-reference/placeholder",
        "\\\\boxed{}                           | no-reference/empty",
        "Because the two angles are equal the triangle is isosceles | text/prose",
        "We prove by contradiction that no such number can exist    | text/proof",
      })
  void tellsHowAReferenceReads(String reference, String finding) throws Exception {
    Preflight preflight = run("{\"problem\": \"p\", \"answer\": \"" + reference + "\"}");

    assertThat(findings(preflight))
        .isEqualTo(finding == null ? List.of() : List.of(finding + "@1"));
  }

  @Test
  void findsTheReferenceInCommonShapes() throws Exception {
    Preflight preflight =
        run(
            "{\"question\": \"a\", \"answer\": \"3 + 4 = 7\\nso\\n#### 7\"}",
            "{\"problem\": \"b\", \"solution\": \"Hence $\\\\boxed{\\\\frac{1}{2}}$.\"}",
            "{\"prompt\": [{\"role\": \"user\", \"content\": \"c\"}], \"reward_model\":"
                + " {\"style\": \"rule\", \"ground_truth\": \"9\"}}",
            "{\"problem\": \"d\", \"ground_truth\": [\"1/2\", \"0.5\"]}",
            "{\"problem\": \"e\", \"ground_truth\": 5}",
            "{\"problem\": \"f\", \"answer\": \"B\", \"choices\": {\"text\": [\"x\", \"y\"],"
                + " \"label\": [\"A\", \"B\"]}}");

    assertThat(findings(preflight)).isEmpty();
    assertThat(preflight.report().sources())
        .containsOnlyKeys(
            "answer (after ####)",
            "solution (box)",
            "reward_model.ground_truth",
            "ground_truth",
            "answer");
    assertThat(preflight.questions()).isEqualTo(6);
    assertThat(preflight.report().shapes()).containsEntry("choice", 1L);
  }

  @Test
  void looksWhereItIsTold() throws Exception {
    byte[] row =
        "{\"q\": \"p\", \"data\": {\"gold\": \"2 or 3\"}, \"answer\": \"5\", \"key\": \"k7\"}"
            .getBytes(StandardCharsets.UTF_8);

    Preflight preflight = run(new Fields("data.gold", "q", "", "key"), 10, row);

    assertThat(findings(preflight)).containsExactly("ambiguous/alternatives@1");
    assertThat(preflight.report().reasons(Kind.AMBIGUOUS).get("alternatives").first().getFirst())
        .extracting(Report.Example::id)
        .isEqualTo("k7");
  }

  @Test
  void namesBadLinesAndKeepsTheGoodOnes() throws Exception {
    byte[] start =
        "{\"answer\": \"1\"}\n\n{broken\n[1]\n{\"answer\": {}}\n{\"answer\": \""
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[start.length + 20];
    System.arraycopy(start, 0, all, 0, start.length);
    all[start.length] = (byte) 0xFF;
    byte[] end = "\"}\n{\"answer\": \"2\"}".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(end, 0, all, start.length + 1, end.length);

    Preflight preflight =
        run(KNOWN, 10, java.util.Arrays.copyOf(all, start.length + 1 + end.length));

    assertThat(findings(preflight))
        .containsExactly(
            "bad-line/not-a-row@3",
            "bad-line/not-a-row@4",
            "bad-line/not-a-row@5",
            "bad-line/not-a-row@6");
    assertThat(preflight.report().rows()).isEqualTo(6);
    assertThat(preflight.report().shapes()).containsEntry("number", 2L);
  }

  @Test
  void comparesAnswersOfTheSameQuestionByWhatTheySay() throws Exception {
    Preflight preflight =
        run(
            "{\"problem\": \"What is  it?\", \"answer\": \"1/2\"}",
            "{\"problem\": \"What is it?\", \"answer\": \"\\\\frac{2}{4}\"}",
            "{\"problem\": \"What is it?\", \"answer\": \"1/3\"}",
            "{\"problem\": \"And this?\", \"answer\": \"1/3\"}");

    assertThat(findings(preflight))
        .containsExactlyInAnyOrder("duplicate/question-and-answer@2", "conflict/answers-differ@3");
    assertThat(preflight.report().clean()).isEqualTo(2);
  }

  @Test
  void takesConsecutiveRolloutsForOneRow() throws Exception {
    String rollout = "{\"problem\": \"p\", \"ground_truth\": \"3\", \"text\": \"t\"}";

    assertThat(findings(run(rollout, rollout))).isEmpty();
    assertThat(findings(run(rollout, "{\"problem\": \"q\", \"ground_truth\": \"3\"}", rollout)))
        .containsExactly("duplicate/question-and-answer@3");
  }

  @Test
  void remembersNoMoreQuestionsThanItMay() throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      rows.append("{\"problem\": \"q%d\", \"answer\": \"1\"}\n".formatted(i % 10_000));
    }

    Preflight all = run(KNOWN, 20_000, rows.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(all.report().count(Kind.DUPLICATE)).isEqualTo(10_000);
    Preflight some = run(KNOWN, 6_000, rows.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(some.report().count(Kind.DUPLICATE)).isEqualTo(6_000);
    assertThat(some.questionsPassedOver()).isEqualTo(8_000);
  }

  @Test
  void holdsChoicesToTheOptions() throws Exception {
    String row = "{\"problem\": \"%d\", \"answer\": \"%s\", \"options\": [\"red\", \"blue\"]}";

    assertThat(
            findings(
                run(
                    row.formatted(1, "A"),
                    row.formatted(2, "blue"),
                    row.formatted(3, "C"),
                    row.formatted(4, "1"))))
        .containsExactly("choice/index@4", "choice/outside@3");
  }

  @Test
  void saysSeveralBoxes() throws Exception {
    assertThat(
            findings(
                run(
                    "{\"problem\": \"a\", \"solution\": \"$\\\\boxed{1}$, no: $\\\\boxed{2}$\"}",
                    "{\"problem\": \"b\", \"solution\": \"$\\\\boxed{1}$, so $\\\\boxed{1}$\"}")))
        .containsExactly("ambiguous/several-boxes@1");
  }

  @Test
  void allowsWhatItIsToldTo() throws Exception {
    Report report =
        run("{\"answer\": \"2 or 3\"}", "{\"answer\": \"5%\"}", "{\"answer\": \"1\"}").report();

    assertThat(ReportJson.passed(report, Allowance.of(List.of()))).isFalse();
    assertThat(ReportJson.passed(report, Allowance.of(List.of("ambiguous=1")))).isFalse();
    assertThat(ReportJson.passed(report, Allowance.of(List.of("ambiguous=2")))).isTrue();
    assertThat(ReportJson.passed(report, Allowance.of(List.of("ambiguous=70%")))).isTrue();
    assertThat(ReportJson.passed(report, Allowance.of(List.of("all=2")))).isTrue();
    for (String wrong : Set.of("ambiguous", "sorrow=1", "all=-1", "all=101%", "all=x")) {
      assertThatThrownBy(() -> Allowance.of(List.of(wrong))).isInstanceOf(RowException.class);
    }
  }

  @Test
  void writesEveryFinding() throws Exception {
    Path out = folder.resolve("findings.jsonl");
    Preflight preflight =
        new Preflight(new Preflight.Terms(KNOWN, CheckOptions.DEFAULTS, 1, 0, 10), () -> {});
    byte[] rows =
        "{\"id\": 7, \"problem\": \"a\", \"answer\": \"\\\\sqrt{\"}\n{\"problem\": \"a\", \"answer\": \"1\"}"
            .getBytes(StandardCharsets.UTF_8);
    try (Output output = Output.of(out.toString())) {
      preflight.run(new Lines(new ByteArrayInputStream(rows)), output);
    }

    assertThat(Files.readAllLines(out))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "{\"line\": 1, \"id\": \"7\", \"kind\": \"unreadable\", \"reason\":"
                            + " \"stopped\", \"reference\": \"\\\\sqrt{\"")
                    .contains("\"position\": 6"),
            line ->
                assertThat(line).contains("\"kind\": \"conflict\"").endsWith("\"other_line\": 1}"));
  }
}
