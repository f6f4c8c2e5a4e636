package fapo.verifier.compare;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads labelled rows of real data, where present; a test without it is skipped with a message.
public final class RealData {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RealData() {}

  public static List<JsonNode> rows(String name) {
    Path file = Path.of(System.getProperty("fapo.root", "."), "..", "shared", "data", name);
    assumeTrue(Files.exists(file), () -> "real data is not present: " + name);
    try {
      return Files.readAllLines(file).stream().map(JSON::readTree).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
