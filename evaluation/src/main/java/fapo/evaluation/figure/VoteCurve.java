package fapo.evaluation.figure;

import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Majority;
import fapo.evaluation.judged.Prediction;
import java.util.ArrayList;
import java.util.List;

/// What fewer samples would have said: the majority of the first k votes of every solution.
///
/// @param points for k = 1 up to the most votes any solution has; empty where that is below 2
public record VoteCurve(List<Point> points) {
  public VoteCurve {
    points = List.copyOf(points);
  }

  /// @param samples k; a solution with fewer votes counts with those it has
  public record Point(int samples, Tally tally) {}

  static VoteCurve of(List<Judged> judged) {
    int most = judged.stream().mapToInt(one -> one.opinion().votes().size()).max().orElse(0);
    List<Point> points = new ArrayList<>();
    for (int k = 1; k <= most && most > 1; k++) {
      Tally tally = new Tally();
      for (Judged one : judged) {
        tally.add(one.truth(), first(one, k));
      }
      points.add(new Point(k, tally));
    }
    return new VoteCurve(points);
  }

  private static Prediction first(Judged one, int k) {
    List<Prediction> votes = one.opinion().votes();
    return votes.isEmpty()
        ? one.opinion().prediction()
        : Majority.of(votes.subList(0, Math.min(k, votes.size())));
  }
}
