package fapo.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.cli.rows.Complaints;
import fapo.cli.rows.Lines;
import fapo.cli.terminal.Output;
import fapo.verifier.compare.CheckOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyBatchTest {
  @TempDir Path folder;
  private final AtomicInteger refused = new AtomicInteger();

  private List<String> run(String in) throws IOException, InterruptedException {
    Path out = folder.resolve("out.jsonl");
    try (Lines lines = new Lines(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)));
        Output output = Output.of(out.toString())) {
      new VerifyBatch(new VerifyBatch.Terms(CheckOptions.DEFAULTS, true, 4), counting(), () -> {})
          .run(lines, output);
    }
    return Files.readAllLines(out).stream()
        .map(line -> line.replaceAll("\"micros\": \\d+", "\"micros\": N"))
        .toList();
  }

  private Complaints counting() {
    return new Complaints() {
      @Override
      public void refused(long line, String why) {
        refused.incrementAndGet();
      }

      @Override
      public void unknownField(long line, String name) {}
    };
  }

  @Test
  void answersEveryRowInOrder() throws IOException, InterruptedException {
    List<String> rows =
        run(
            """
            {"id": "a", "gold": "1/2", "prediction": "0.5", "form": "answer"}
            not json
            {"id": 3, "gold": "B", "prediction": "The answer is (C).", "kind": "mcq", "options": ["x", "y", "z"]}
            {"id": "c", "gold": "1"}
            {"id": "d", "gold": "1", "prediction": "1", "kind": "poem"}
            """);

    assertThat(rows)
        .hasSize(5)
        .satisfiesExactly(
            row ->
                assertThat(row)
                    .startsWith(
                        "{\"id\": \"a\", \"outcome\": \"equivalent\", \"equivalent\": true,")
                    .endsWith("\"extracted\": \"0.5\", \"micros\": N}"),
            row ->
                assertThat(row)
                    .startsWith("{\"id\": null, \"outcome\": \"refused\", \"equivalent\": false,")
                    .contains("\"error\": \"line 2: not JSON: column 1"),
            row ->
                assertThat(row)
                    .startsWith(
                        "{\"id\": 3, \"outcome\": \"different\", \"equivalent\": false, \"by\":"
                            + " \"choice-letter\""),
            row -> assertThat(row).contains("\"error\": \"line 4: prediction: missing\""),
            row ->
                assertThat(row)
                    .startsWith("{\"id\": \"d\", \"outcome\": \"refused\"")
                    .contains("kind: 'poem' (expected: auto, math, choice or text)"));
    assertThat(refused).hasValue(3);
  }

  @Test
  void keepsTheOrderOfManyRows() throws IOException, InterruptedException {
    StringBuilder in = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      in.append("{\"id\": %d, \"gold\": \"%d\", \"prediction\": \"%d\"}\n".formatted(i, i, i));
    }

    List<String> rows = run(in.toString());

    assertThat(rows).hasSize(3000);
    for (int i = 0; i < 3000; i++) {
      assertThat(rows.get(i)).startsWith("{\"id\": " + i + ", \"outcome\": \"equivalent\"");
    }
  }
}
