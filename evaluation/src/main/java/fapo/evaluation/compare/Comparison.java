package fapo.evaluation.compare;

import fapo.evaluation.figure.Measure;
import fapo.evaluation.judged.Judged;
import fapo.evaluation.stat.McNemar;
import fapo.evaluation.stat.Resampling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Two critics on the same solutions. A figure's difference is the first's minus the second's.
///
/// @param pairs solutions that both were asked about
/// @param firstAlone solutions only the first was asked about; they count nowhere
/// @param location right: the first wrong step is named, or a clean solution is called clean
/// @param detection right: the flag agrees with the label, wherever the step
public record Comparison(
    long pairs,
    long firstAlone,
    long secondAlone,
    McNemar location,
    McNemar detection,
    Difference processbenchF1,
    Difference flawedPositiveF1) {

  /// @throws MismatchException where a solution is there twice, or its label is another
  public static Comparison of(List<Judged> first, List<Judged> second, Resampling resampling)
      throws MismatchException {
    Map<Key, Judged> others = new HashMap<>();
    for (Judged one : second) {
      if (others.put(Key.of(one), one) != null) {
        throw new MismatchException(one, "the second run names it twice (expected: once)");
      }
    }
    Pairs pairs = new Pairs();
    Set<Key> seen = new HashSet<>();
    for (Judged one : first) {
      if (!seen.add(Key.of(one))) {
        throw new MismatchException(one, "the first run names it twice (expected: once)");
      }
      Judged other = others.get(Key.of(one));
      if (other != null) {
        pairs.add(one, other);
      }
    }
    return new Comparison(
        pairs.total(),
        first.size() - pairs.total(),
        second.size() - pairs.total(),
        pairs.location(),
        pairs.detection(),
        Difference.of(Measure.PROCESSBENCH_F1, pairs.cells(), resampling),
        Difference.of(Measure.F1, pairs.cells(), resampling));
  }

  private record Key(String subset, String id) {
    static Key of(Judged judged) {
      return new Key(judged.subset(), judged.id());
    }
  }
}
