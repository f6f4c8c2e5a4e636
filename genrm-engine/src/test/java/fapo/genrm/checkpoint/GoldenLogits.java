package fapo.genrm.checkpoint;

import fapo.genrm.checkpoint.Checkpoint.ElementType;
import fapo.genrm.oracle.RandomCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Logits that transformers computed once, by `testdata/genrm-engine/golden_logits.py`, for a
/// random checkpoint that is made again here.
///
/// @param name of its file
/// @param row the file
public record GoldenLogits(String name, JsonNode row) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public static List<GoldenLogits> all() {
    Path folder =
        Path.of(System.getProperty("fapo.root", ".."), "testdata", "genrm-engine", "logits");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .map(file -> new GoldenLogits(file.getFileName().toString(), JSON.readTree(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes the checkpoint, with `config.json` as transformers saved it.
  ///
  /// @return the directory
  public Path write(Path directory) {
    Path config = directory.resolve("config.json");
    JSON.writeValue(config, row.get("config"));
    DecoderSpec spec = DecoderConfig.read(JsonFields.read(config));
    Path written = new RandomCheckpoint(spec, type(), row.get("seed").longValue()).write(directory);
    JSON.writeValue(config, row.get("config"));
    return written;
  }

  /// How the weights are stored.
  public ElementType type() {
    return ElementType.valueOf(row.get("type").stringValue());
  }

  public String weightsHash() {
    return row.get("weights_hash").stringValue();
  }

  /// The whole prompt.
  public int[] tokens() {
    return JSON.convertValue(row.get("tokens"), int[].class);
  }

  /// After which of its tokens the logits are kept, 0-based.
  public int[] positions() {
    return JSON.convertValue(row.get("positions"), int[].class);
  }

  /// The logits where the computation ran in a type; empty where it was not run.
  ///
  /// @return `[positions, vocabulary]`
  public Optional<double[][]> logits(ElementType computed) {
    return row.optional("logits_" + computed)
        .map(values -> JSON.convertValue(values, double[][].class));
  }

  @Override
  public String toString() {
    return name;
  }
}
