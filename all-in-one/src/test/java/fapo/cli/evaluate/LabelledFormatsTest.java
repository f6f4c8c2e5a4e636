package fapo.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.cli.rows.Complaints;
import fapo.cli.rows.Line;
import fapo.cli.rows.Lines;
import fapo.cli.rows.RowException;
import fapo.evaluation.judged.Prediction;
import fapo.evaluation.judged.Truth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelledFormatsTest {
  private static final Path FORMATS =
      Path.of(System.getProperty("fapo.root", ".."), "testdata", "evaluation", "formats");

  private final List<String> refused = new ArrayList<>();
  private final Complaints complaints =
      new Complaints() {
        @Override
        public void refused(long line, String why) {
          refused.add(why);
        }

        @Override
        public void unknownField(long line, String name) {
          refused.add(name + ": unknown");
        }
      };

  private List<Labelled> file(String name) throws IOException {
    List<Labelled> rows = new ArrayList<>();
    try (Lines lines = new Lines(Files.newInputStream(FORMATS.resolve(name)))) {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        try {
          rows.addAll(LabelledRows.of(name, line, complaints));
        } catch (RowException e) {
          refused.add(line.number() + ": " + e.getMessage());
        }
      }
    }
    return rows;
  }

  private List<Labelled> read(String json) throws RowException {
    return LabelledRows.of(
        "f", new Line(7, json.getBytes(StandardCharsets.UTF_8), false), complaints);
  }

  @Test
  void readsProcessBench() throws IOException {
    List<Labelled> rows = file("processbench.jsonl");
    assertThat(rows).extracting(Labelled::id).containsExactly("pb-0");
    assertThat(rows.getFirst().truth()).isEqualTo(new Truth(0, 2, Optional.of(false), ""));
    assertThat(rows.getFirst().given()).isEmpty();
    assertThat(refused).isEmpty();
  }

  @Test
  void readsPrm800k() throws IOException {
    List<Labelled> rows = file("prm800k.jsonl");
    assertThat(rows)
        .extracting(Labelled::truth)
        .containsExactly(
            new Truth(0, 3, Optional.of(false), ""), // the steps after the rated one belong to it
            new Truth(-1, 3, Optional.empty(), "")); // a rejected alternative is no error
    assertThat(texts(rows.get(1))).containsExactly("Hmm.", "2 * 3 = 6", "The answer is 7.");
    assertThat(refused)
        .containsExactly("3: label.finish_reason: 'give_up' (expected: a finished solution)");
  }

  @Test
  void readsBigBenchMistake() throws IOException {
    assertThat(file("bigbench-mistake.jsonl"))
        .extracting(Labelled::truth)
        .containsExactly(
            new Truth(-1, 2, Optional.of(true), ""), new Truth(1, 2, Optional.of(false), ""));
    assertThat(refused).isEmpty();
  }

  @Test
  void readsScoredRolloutsWithALabel() throws IOException {
    List<Labelled> rows = file("score-export.jsonl");
    assertThat(rows).extracting(Labelled::id).containsExactly("g1/a"); // b was not asked about
    Answer flagged = rows.getFirst().given().orElseThrow();
    assertThat(flagged.opinion().prediction()).isEqualTo(new Prediction.Flawed(1));
    assertThat(flagged.opinion().score().orElseThrow().value()).isEqualTo(0.75);
    assertThat(flagged.critic()).isEqualTo("onnx:m");
  }

  @Test
  void refusesByFieldValueAndExpectation() {
    assertThatThrownBy(() -> read("{\"steps\": [\"s\"], \"label\": 1}"))
        .hasMessage("label: 1 (expected: -1 to 0)");
    assertThatThrownBy(() -> read("{\"steps\": [], \"label\": -1}"))
        .hasMessage("steps: a list (expected: at least one step)");
    assertThatThrownBy(() -> read("{\"steps\": [\"s\"], \"label\": 0.5}"))
        .hasMessage("label: 0.5 (expected: a whole number)");
    assertThatThrownBy(() -> read("{\"steps\": [\"s\"]}"))
        .hasMessageStartingWith("label: missing (expected: ProcessBench's label,");
    assertThatThrownBy(() -> read("{\"input\": \"i\", \"steps\": [\"s\"], \"mistake_index\": 1}"))
        .hasMessage("mistake_index: 1 (expected: null, or 0 to 0)");
    assertThatThrownBy(() -> read("{\"label\": 0, \"verdict\": {\"outcome\": \"fine\"}}"))
        .hasMessageStartingWith("verdict.outcome: 'fine' (expected: sound, flawed_at,");
    assertThatThrownBy(
            () -> read("{\"label\": 0, \"flaw_score\": 2, \"verdict\": {\"outcome\": \"sound\"}}"))
        .hasMessage("flaw_score: 2 (expected: 0 to 1)");
    assertThatThrownBy(() -> read("{\"rollouts\": [{\"verdict\": {\"outcome\": \"sound\"}}]}"))
        .hasMessage("rollouts[0].label: missing");
  }

  private static List<String> texts(Labelled row) {
    return row.material().steps().stream().map(step -> step.toStringUtf8()).toList();
  }
}
