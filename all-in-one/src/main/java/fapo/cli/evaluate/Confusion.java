package fapo.cli.evaluate;

import java.util.EnumMap;
import java.util.Map;

/// How often the critic said what of which solutions.
final class Confusion {
  /// What the label says of a solution.
  enum Truth {
    FLAWED,
    CLEAN
  }

  /// What the critic said, against the label.
  enum Said {
    FLAGGED_EXACT,
    FLAGGED_ELSEWHERE,
    CLEAN,
    ABSTAINED
  }

  private final Map<Truth, Map<Said, Long>> counts = new EnumMap<>(Truth.class);

  void add(Truth truth, Said said, long times) {
    counts.computeIfAbsent(truth, _ -> new EnumMap<>(Said.class)).merge(said, times, Long::sum);
  }

  void add(Confusion more) {
    more.counts.forEach((truth, row) -> row.forEach((said, times) -> add(truth, said, times)));
  }

  long at(Truth truth, Said said) {
    return counts.getOrDefault(truth, Map.of()).getOrDefault(said, 0L);
  }

  long flagged(Truth truth) {
    return at(truth, Said.FLAGGED_EXACT) + at(truth, Said.FLAGGED_ELSEWHERE);
  }

  long total(Truth truth) {
    return flagged(truth) + at(truth, Said.CLEAN) + at(truth, Said.ABSTAINED);
  }

  long abstained() {
    return at(Truth.FLAWED, Said.ABSTAINED) + at(Truth.CLEAN, Said.ABSTAINED);
  }
}
