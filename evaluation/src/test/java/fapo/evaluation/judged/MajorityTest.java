package fapo.evaluation.judged;

import static org.assertj.core.api.Assertions.assertThat;

import fapo.evaluation.Golden;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MajorityTest {
  /// The platform's votes and this module's are one rule: both read this table.
  @Test
  void decidesAsThePlatformDoes() {
    for (String[] row : Golden.rows("genrm/votes.tsv")) {
      List<Prediction> votes = Arrays.stream(row[1].split(" ")).map(Golden::prediction).toList();
      assertThat(said(Majority.of(votes))).as(row[0] + ": " + row[4]).isEqualTo(row[2]);
    }
  }

  private static String said(Prediction prediction) {
    return switch (prediction) {
      case Prediction.Clean() -> "sound";
      case Prediction.Flawed(int step) -> step < 0 ? "flawed" : "flawed " + step;
      case Prediction.Abstained(var why) -> why.name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
