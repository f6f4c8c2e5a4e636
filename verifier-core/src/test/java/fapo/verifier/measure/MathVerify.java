package fapo.verifier.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Math-Verify in a process of its own, which lives as long as this.
final class MathVerify implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final Writer rows;
  private final BufferedReader answers;

  /// @param seconds spent in Math-Verify alone: neither JSON nor pipes are in it
  record Answers(double seconds, List<Boolean> equivalent) {}

  MathVerify(Path python) {
    Path program =
        Path.of(System.getProperty("fapo.root", "."), "benchmarks/verifier/math_verify_rows.py");
    try {
      process =
          new ProcessBuilder(python.toString(), program.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    rows = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  Answers check(List<RealRow> asked) {
    ArrayNode array = JSON.createArrayNode();
    asked.forEach(row -> array.add(row.json()));
    try {
      rows.write(array + "\n");
      rows.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("Math-Verify ended before it answered");
      }
      return answers(JSON.readTree(line));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Answers answers(JsonNode answer) {
    List<Boolean> equivalent = new ArrayList<>();
    for (JsonNode one : answer.get("results")) {
      equivalent.add(one.asBoolean());
    }
    return new Answers(answer.get("seconds").asDouble(), equivalent);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
