package fapo.verifier.fuzz;

import fapo.verifier.compare.LabelledRow;
import fapo.verifier.measure.HostileInput;
import fapo.verifier.measure.HostileInputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// Writes what a fuzz run starts from into a folder: the golden pairs, the shorter hostile inputs,
/// and real rows where they are present.
final class Seeds {
  private static final int LONGEST = 1500;

  private Seeds() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    List<byte[]> seeds = new ArrayList<>(own());
    seeds.addAll(real());
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(folder.resolve("seed-%05d".formatted(i)), seeds.get(i));
    }
    System.out.println(seeds.size() + " seeds");
  }

  static List<byte[]> own() {
    Stream<byte[]> golden =
        Stream.of("answers.tsv", "responses.tsv")
            .flatMap(Seeds::rows)
            .map(row -> FuzzedCheck.seed(row[1], row[2]));
    Stream<byte[]> hostile =
        HostileInputs.all().stream().map(Seeds::seed).filter(seed -> seed.length < LONGEST);
    return Stream.concat(golden, hostile).toList();
  }

  private static byte[] seed(HostileInput input) {
    return FuzzedCheck.seed(input.candidate(), input.reference());
  }

  private static List<byte[]> real() {
    try {
      return Stream.of(LabelledRow.core(), LabelledRow.derived(), LabelledRow.probes())
          .flatMap(List::stream)
          .map(row -> FuzzedCheck.seed(row.candidate(), row.references().getFirst()))
          .filter(seed -> seed.length < LONGEST)
          .toList();
    } catch (TestAbortedException absent) {
      System.out.println(absent.getMessage());
      return List.of();
    }
  }

  static Stream<String[]> rows(String file) {
    Path table = Path.of(System.getProperty("fapo.root", "."), "testdata", "verify", file);
    try {
      return Files.readAllLines(table).stream()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> line.replace("⏎", "\n").split("\t", -1));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
