package fapo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FapoTest {
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void refusesWrongCommandLinesWithTwo() {
    assertThat(Fapo.execute()).isEqualTo(2);
    assertThat(Fapo.execute("bogus")).isEqualTo(2);
    assertThat(Fapo.execute("verify", "1")).isEqualTo(2);
    assertThat(Fapo.execute("verify", "1", "2", "--kind", "poem")).isEqualTo(2);
    assertThat(Fapo.execute("score", "x", "--lambda", "-1")).isEqualTo(2);
    assertThat(Fapo.execute("score", "x", "--policy", "none")).isEqualTo(2);
    assertThat(Fapo.execute("score", "x", "--concurrency", "0")).isEqualTo(2);
    assertThat(Fapo.execute("evaluate")).isEqualTo(2);
    assertThat(Fapo.execute("score", "x", "--critic", "oracle")).isEqualTo(2);
    assertThat(said())
        .contains("'oracle' (expected: symbolic, onnx[:DIR], hybrid[:DIR] or openai:URL)");
  }

  @Test
  void refusesACriticWithoutItsModel() throws IOException {
    Path solution = Files.writeString(folder.resolve("solution.txt"), "1 + 1 = 2");

    assertThat(Fapo.execute("critique", solution.toString(), "--critic", "hybrid")).isEqualTo(3);
    assertThat(said()).contains("hybrid (expected: a configured critic, one of symbolic)");
  }

  @Test
  void refusesADirectoryThatHoldsNoModel() {
    assertThat(Fapo.execute("model", "import", folder.toString())).isEqualTo(1);
    assertThat(said()).contains("config.json").contains("expected: ");
    assertThat(Fapo.execute("model", "show", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(said()).contains("none: directory: absent (expected: a checkpoint's directory)");
    assertThat(Fapo.execute("model", "import", "x", "--quantise", "int2")).isEqualTo(2);
    assertThat(said()).contains("--quantise: int2 (expected: int8 or int4)");
    assertThat(Fapo.execute("model")).isEqualTo(2);
  }

  @Test
  void saysWithThreeWhatItCannotReach() {
    assertThat(Fapo.execute("score", folder.resolve("none.jsonl").toString())).isEqualTo(3);
    assertThat(said()).contains("none.jsonl: no such file");
    assertThat(Fapo.execute("replay", "run", "--server", "127.0.0.1:1")).isEqualTo(3);
  }

  @Test
  void tellsEquivalentAnswersByItsExitCode() {
    assertThat(Fapo.execute("verify", "1/2", "0.5")).isEqualTo(0);
    assertThat(Fapo.execute("verify", "1/2", "0.6")).isEqualTo(1);
    assertThat(Fapo.execute("verify", "-3", "--", "-3")).isIn(0, 2);
    assertThat(Fapo.execute("verify", "--", "-3", "-3")).isEqualTo(0);
  }

  @Test
  void passesADataSetByItsExitCode() throws Exception {
    String good =
        Files.writeString(folder.resolve("good.jsonl"), "{\"answer\": \"1/2\"}\n").toString();
    String bad =
        Files.writeString(folder.resolve("bad.jsonl"), "{\"answer\": \"1/\"}\n").toString();

    assertThat(Fapo.execute("preflight", good)).isEqualTo(0);
    assertThat(Fapo.execute("preflight", bad)).isEqualTo(1);
    assertThat(Fapo.execute("preflight", bad, "--allow", "unreadable=1")).isEqualTo(0);
    assertThat(Fapo.execute("preflight", bad, "--allow", "nothing=1")).isEqualTo(2);
    assertThat(Fapo.execute("preflight", bad, "--out", bad)).isEqualTo(2);
    assertThat(Fapo.execute("preflight", folder.resolve("none").toString())).isEqualTo(3);
    assertThat(Fapo.execute("preflight", Files.writeString(folder.resolve("empty"), "").toString()))
        .isEqualTo(1);
  }

  @Test
  void refusesToWriteABatchOverItsInput() throws Exception {
    String in = Files.writeString(folder.resolve("in.jsonl"), "x\n").toString();

    assertThat(Fapo.execute("verify", "--batch", in, "--out", in)).isEqualTo(2);
    assertThat(Fapo.execute("verify", "--batch", in, "--resume")).isEqualTo(2);
    assertThat(Fapo.execute("verify", "--batch", in, "--threads", "0")).isEqualTo(2);
    assertThat(Fapo.execute("verify", "1", "1", "--option", "bogus=1")).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("in.jsonl"))).isEqualTo("x\n");
  }

  @Test
  void refusesAFolderThatAnotherPlatformHolds() throws Exception {
    Path rollouts = Files.writeString(folder.resolve("in.jsonl"), "");
    Path file = folder.resolve("fapo.lock");
    try (var channel =
            java.nio.channels.FileChannel.open(
                file,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      Files.writeString(file, "4711");
      assertThat(lock.isValid()).isTrue();
      assertThat(Fapo.execute("score", rollouts.toString(), "--data", folder.toString()))
          .isEqualTo(3);
    }
    assertThat(said()).contains("is in use by process 4711").contains("--server HOST:PORT");
  }
}
