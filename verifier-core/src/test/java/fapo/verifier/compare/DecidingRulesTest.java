package fapo.verifier.compare;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.verifier.compare.AnswerCheck.Different;
import fapo.verifier.compare.AnswerCheck.Equivalent;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds the table of rules in the explanation to what decides.
class DecidingRulesTest {
  private static final Path PAGE =
      Path.of(System.getProperty("fapo.root", ".."), "docs/explanation/answer-equivalence.md");

  private final AnswerVerifier verifier = new AnswerVerifier();
  private final Set<String> seen = new TreeSet<>();

  @Test
  void areThoseOfTheTable() throws IOException {
    for (Behaviour row : Behaviour.all()) {
      see(row.check(verifier).check());
    }
    see(CheckOptions.DEFAULTS.withMode(Mode.FAPO_RECIPE), "2", "\\boxed{2}");
    see(CheckOptions.DEFAULTS.with(Rule.REDUCED_FRACTION, true), "1/2", "2/4");
    see(CheckOptions.DEFAULTS.withTolerance(new CheckOptions.Tolerance(0, 0.1, 6)), "2.2", "2.21");

    assertThat(seen).isEqualTo(table());
  }

  private void see(CheckOptions options, String reference, String candidate) {
    see(verifier.check(candidate, List.of(reference), options.withForm(Form.ANSWER)).check());
  }

  private void see(AnswerCheck check) {
    switch (check) {
      case Equivalent(String by) -> seen.add(by);
      case Different(String by, Different.Reason _) -> seen.add(by);
      case AnswerCheck.Undecided _, AnswerCheck.Unreadable _ -> {
        // no rule decided
      }
    }
  }

  private static Set<String> table() throws IOException {
    String rows = Files.readString(PAGE).split("\\| `by` \\|", 2)[1].split("\n\n", 2)[0];
    return rows.lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
