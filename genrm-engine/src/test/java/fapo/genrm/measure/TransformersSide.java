package fapo.genrm.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Hugging Face transformers on the same weights, in a process that waits idle between turns.
final class TransformersSide implements Side {
  private final Process process;
  private final Writer orders;
  private final BufferedReader answers;
  private final String name;

  /// @param python with torch and transformers
  TransformersSide(String python, Path script, Path model, int threads) {
    try {
      this.process =
          new ProcessBuilder(python, script.toString(), model.toString(), String.valueOf(threads))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      this.orders = process.outputWriter();
      this.answers = process.inputReader();
      this.name = answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Double> run(Work work, int steps) {
    try {
      orders.write("%d %d %d%n".formatted(work.batch(), work.context(), steps));
      orders.flush();
      return Arrays.stream(answer().split(" ", -1)).map(Double::valueOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("transformers: ended (expected: an answer)");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
