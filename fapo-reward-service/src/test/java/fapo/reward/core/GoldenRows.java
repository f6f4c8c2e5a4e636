package fapo.reward.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rows of a table under `testdata/reward`, by the names in its first line.
final class GoldenRows {
  private GoldenRows() {}

  record Row(Map<String, String> cells) {
    String get(String column) {
      return cells.get(column);
    }

    /// The cell's words; none in an empty cell.
    List<String> words(String column) {
      return get(column).isEmpty() ? List.of() : List.of(get(column).split(" "));
    }

    @Override
    public String toString() {
      return String.join(" ", cells.getOrDefault("estimator", ""), get("id"), "-", get("why"))
          .strip();
    }
  }

  static List<Row> of(String file) {
    Path path = Path.of(System.getProperty("fapo.root", ".."), "testdata", "reward", file);
    try {
      List<String> lines = Files.readAllLines(path);
      String[] names = lines.getFirst().substring("# ".length()).split("\t", -1);
      return lines.stream().skip(1).map(line -> row(names, line)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Row row(String[] names, String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != names.length) {
      throw new IllegalArgumentException(
          line + ": " + cells.length + " cells (expected: " + names.length + ")");
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      row.put(names[i], cells[i]);
    }
    return new Row(Map.copyOf(row));
  }
}
