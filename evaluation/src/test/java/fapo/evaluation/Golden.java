package fapo.evaluation;

import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Opinion;
import fapo.evaluation.judged.Prediction;
import fapo.evaluation.judged.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The hand-worked tables of `testdata/`.
public final class Golden {
  private Golden() {}

  /// The rows of a table, without its comments.
  public static List<String[]> rows(String table) {
    Path file = Path.of(System.getProperty("fapo.root", ".."), "testdata", table);
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<Judged> judged() {
    return rows("evaluation/judged.tsv").stream().map(Golden::judged).toList();
  }

  public static Prediction prediction(String said) {
    return switch (said) {
      case "clean", "sound" -> new Prediction.Clean();
      case "flawed" -> new Prediction.Flawed(-1);
      case "?" -> new Prediction.Abstained(Prediction.Why.UNREADABLE);
      case "!" -> new Prediction.Abstained(Prediction.Why.UNAVAILABLE);
      case "-" -> new Prediction.Abstained(Prediction.Why.OUT_OF_SCOPE);
      default -> new Prediction.Flawed(Integer.parseInt(said));
    };
  }

  private static Judged judged(String[] row) {
    Truth truth =
        new Truth(
            Integer.parseInt(row[2]),
            Integer.parseInt(row[3]),
            Optional.of(row[4].equals("right")),
            "");
    Optional<Opinion.Score> score =
        row[6].isEmpty()
            ? Optional.empty()
            : Optional.of(new Opinion.Score(Double.parseDouble(row[6]), true));
    List<Prediction> votes =
        row[7].isEmpty()
            ? List.of()
            : Arrays.stream(row[7].split(" ")).map(Golden::prediction).toList();
    return new Judged(
        row[0],
        row[1],
        truth,
        new Opinion(prediction(row[5]), score, votes, Opinion.Spent.UNKNOWN));
  }
}
