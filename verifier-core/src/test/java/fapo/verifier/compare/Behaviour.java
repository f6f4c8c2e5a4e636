package fapo.verifier.compare;

import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One row of a table in `testdata/verify` like `behaviours.tsv`: what a rule of the verifier means
/// by an example.
record Behaviour(
    String rule, String form, String reference, String candidate, boolean match, String why) {

  static List<Behaviour> all() throws IOException {
    return in("behaviours.tsv");
  }

  /// The rows of a table of this form in `testdata/verify`.
  static List<Behaviour> in(String file) throws IOException {
    Path table = Path.of(System.getProperty("fapo.root", "."), "testdata", "verify", file);
    return Files.readAllLines(table).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> line.replace("⏎", "\n").split("\t", -1))
        .map(f -> new Behaviour(f[0], f[1], f[2], f[3], f[4].equals("match"), f[5]))
        .toList();
  }

  Checked check(AnswerVerifier verifier) {
    CheckOptions options = CheckOptions.DEFAULTS;
    options =
        switch (form) {
          case "answer" -> options.withForm(Form.ANSWER);
          case "choice" -> options.withKind(Kind.CHOICE);
          default -> options;
        };
    return verifier.check(candidate, List.of(reference), options);
  }

  @Override
  public String toString() {
    return "%s %s | %s | %s".formatted(rule, reference, candidate, why).replace("\n", "⏎");
  }
}
