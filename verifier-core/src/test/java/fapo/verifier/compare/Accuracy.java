package fapo.verifier.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Scores the verifier on labelled rows: a floor in the tests, the whole table by hand.
///
/// @param missed rows that should match and did not
/// @param wrong rows that should not match and did: false rewards
record Accuracy(String name, int rows, List<String> missed, List<String> wrong) {

  static Accuracy of(String name, List<LabelledRow> rows) {
    AnswerVerifier verifier = new AnswerVerifier();
    List<String> missed = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (LabelledRow row : rows) {
      Checked checked = row.check(verifier);
      boolean equivalent = checked.check() instanceof AnswerCheck.Equivalent;
      if (equivalent && !row.expected()) {
        wrong.add(row.describe(checked));
      } else if (!equivalent && row.expected()) {
        missed.add(row.describe(checked));
      }
    }
    return new Accuracy(name, rows.size(), missed, wrong);
  }

  int right() {
    return rows - missed.size() - wrong.size();
  }

  double share() {
    return (double) right() / rows;
  }

  @Override
  public String toString() {
    return "%s: %d of %d (%.2f %%), %d missed, %d false"
        .formatted(name, right(), rows, 100 * share(), missed.size(), wrong.size());
  }

  public static void main(String[] args) throws IOException {
    AnswerVerifier verifier = new AnswerVerifier();
    for (Behaviour behaviour : Behaviour.all()) {
      Checked checked = behaviour.check(verifier);
      if (checked.check() instanceof AnswerCheck.Equivalent != behaviour.match()) {
        System.out.println("OPEN " + behaviour + " | " + checked.check());
      }
    }
    for (Accuracy score :
        List.of(
            of("peer core", LabelledRow.core()),
            of("derived", LabelledRow.derived()),
            of("probe", LabelledRow.probes()))) {
      score.missed().forEach(row -> System.out.println("MISS " + row));
      score.wrong().forEach(row -> System.out.println("FALSE " + row));
      System.out.println(score);
    }
  }
}
