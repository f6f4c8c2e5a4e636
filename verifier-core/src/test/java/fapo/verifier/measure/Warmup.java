package fapo.verifier.measure;

import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.CheckOptions.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Brings the verifier to speed on the golden pairs before anything is measured.
final class Warmup {
  private static final int ROUNDS = 200;

  private Warmup() {}

  static void on(AnswerVerifier verifier) {
    CheckOptions answer = CheckOptions.DEFAULTS.withForm(Form.ANSWER);
    List<String[]> pairs = pairs();
    for (int round = 0; round < ROUNDS; round++) {
      for (String[] pair : pairs) {
        new Question(pair[1], List.of(pair[2]), answer).equivalent(verifier);
      }
    }
  }

  private static List<String[]> pairs() {
    Path table = Path.of(System.getProperty("fapo.root", "."), "testdata", "verify", "answers.tsv");
    try {
      return Files.readAllLines(table).stream()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
