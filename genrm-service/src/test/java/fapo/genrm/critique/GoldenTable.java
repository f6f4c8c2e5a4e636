package fapo.genrm.critique;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rows of `testdata/genrm`: tab-separated, a header line that starts with `#`, texts as JSON.
final class GoldenTable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private GoldenTable() {}

  static Stream<List<String>> rows(String name) {
    Path file = Path.of(System.getProperty("fapo.root", ".."), "testdata", "genrm", name);
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String json) {
    return JSON.readTree(json).stringValue();
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.stringValue()));
    return texts;
  }

  static List<String> texts(String json) {
    return texts(JSON.readTree(json));
  }

  static Solution solution(String json) {
    JsonNode root = JSON.readTree(json);
    if (root.has("steps")) {
      return new Solution.Split(texts(root.path("steps")), "");
    }
    if (root.has("text")) {
      return new Solution.Text(root.path("text").stringValue());
    }
    List<Solution.Turn> turns = new ArrayList<>();
    for (JsonNode turn : root.path("turns")) {
      Solution.Role role =
          Solution.Role.valueOf(turn.path(0).stringValue().toUpperCase(java.util.Locale.ROOT));
      turns.add(
          new Solution.Turn(role, turn.path(1).stringValue(), turn.path(2).booleanValue(), ""));
    }
    return new Solution.Turns(turns);
  }
}
