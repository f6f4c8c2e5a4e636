package fapo.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fapo.cli.rows.Complaints;
import fapo.cli.rows.Lines;
import fapo.cli.rows.RowException;
import fapo.cli.terminal.Output;
import fapo.verifier.compare.CheckOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  private static final Complaints SILENT =
      new Complaints() {
        @Override
        public void refused(long line, String why) {}

        @Override
        public void unknownField(long line, String name) {}
      };

  @TempDir Path folder;
  private Path in = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void write() throws IOException {
    in = folder.resolve("in.jsonl");
    out = folder.resolve("out.jsonl");
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      rows.append(
          switch (i % 4) {
            case 0 -> "{\"id\": %d, \"gold\": \"%d\", \"prediction\": \"%d\"}\n".formatted(i, i, i);
            case 1 ->
                "{\"id\": \"é%d\", \"gold\": \"1/3\", \"prediction\": \"0.3\"}\n".formatted(i);
            case 2 -> "\nno row\n";
            default -> "{\"gold\": \"\", \"prediction\": \"1\"}\n";
          });
    }
    Files.writeString(in, rows);
  }

  private BatchSummary run(boolean resume) throws IOException, InterruptedException, RowException {
    VerifyBatch batch =
        new VerifyBatch(new VerifyBatch.Terms(CheckOptions.DEFAULTS, false, 3), SILENT, () -> {});
    try (Lines lines = new Lines(Files.newInputStream(in))) {
      if (resume) {
        try (EarlierAnswers earlier = EarlierAnswers.in(out)) {
          if (earlier != null) {
            batch.pass(lines, earlier);
          }
        }
      }
      try (Output output = resume ? Output.appending(out.toString()) : Output.of(out.toString())) {
        assertThat(batch.run(lines, output)).isTrue();
      }
    }
    return batch.summary();
  }

  @Test
  void givesTheSameBytesWhereverItWasInterrupted() throws Exception {
    List<String> table = run(false).table();
    byte[] whole = Files.readAllBytes(out);
    for (int length = 0; length <= whole.length; length += 997) {
      Files.write(out, Arrays.copyOf(whole, length));

      BatchSummary summary = run(true);

      assertThat(Files.readAllBytes(out)).as("cut at %d", length).isEqualTo(whole);
      assertThat(summary.table()).isEqualTo(table);
      assertThat(summary.rows()).isEqualTo(300);
    }
  }

  @Test
  void leavesAFinishedOutputAlone() throws Exception {
    run(false);
    byte[] whole = Files.readAllBytes(out);

    assertThat(run(true).rows()).isEqualTo(300);
    assertThat(Files.readAllBytes(out)).isEqualTo(whole);
  }

  @Test
  void refusesAnOutputOfOtherRows() throws Exception {
    run(false);
    Files.writeString(in, Files.readString(in).replace("\"id\": 4,", "\"id\": 5,"));
    byte[] before = Files.readAllBytes(out);

    assertThatThrownBy(() -> run(true))
        .isInstanceOf(RowException.class)
        .hasMessageContaining(
            "line 5: answers the row with id 4, but line 6 of the input has id 5");
    assertThat(Files.readAllBytes(out)).isEqualTo(before);
  }

  @Test
  void refusesAnOutputWithMoreRows() throws Exception {
    run(false);
    Files.writeString(in, "{\"id\": 0, \"gold\": \"0\", \"prediction\": \"0\"}\n");

    assertThatThrownBy(() -> run(true))
        .hasMessageContaining("line 2: answers more rows than the input has");
  }

  @Test
  void refusesWhatIsNoOutput() throws Exception {
    Files.writeString(out, "my precious notes\nwithout an end");

    assertThatThrownBy(() -> run(true)).hasMessageContaining("line 1: not JSON");
    assertThat(Files.readString(out)).isEqualTo("my precious notes\nwithout an end");
  }

  @Test
  void goesOnAfterAKill() throws Exception {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      many.append(
          "{\"id\": %d, \"gold\": \"1/2\", \"prediction\": \"0.%d\"}\n".formatted(i, i % 9));
    }
    Files.writeString(in, many);
    run(false);
    byte[] whole = Files.readAllBytes(out);
    Files.delete(out);

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "fapo.cli.Fapo",
                "verify",
                "--batch",
                "-",
                "--no-micros",
                "--out",
                out.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // More than the pipe and what is under way hold, so that it is answering when it is killed.
    try (OutputStream rows = process.getOutputStream()) {
      rows.write(many.substring(0, many.length() / 2).getBytes(StandardCharsets.UTF_8));
      rows.flush();
      process.destroyForcibly().waitFor();
    } catch (IOException _) {
      // the pipe of a killed process
    }
    assertThat(Files.size(out)).isBetween(1L, whole.length - 1L);

    run(true);

    assertThat(Files.readAllBytes(out)).isEqualTo(whole);
  }
}
