package fapo.cli.evaluate;

import fapo.evaluation.judged.Opinion;
import fapo.evaluation.judged.Prediction;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The rows where the critic is furthest from the label, a few of each kind.
public final class WorstCases {
  private static final int MOST = 6;

  private final Map<Kind, TreeSet<Case>> cases = new EnumMap<>(Kind.class);

  /// How a critic can be wrong.
  public enum Kind {
    /// A clean solution with a right answer is flagged.
    FALSE_FLAG,
    /// A flawed solution is called clean.
    MISSED,
    /// A flaw is found, but not at the first wrong step.
    MISPLACED,
    /// A flawed solution is not judged, or its critique cannot be read.
    NOT_JUDGED
  }

  /// @param badness larger is worse, among cases of its kind
  public record Case(Kind kind, double badness, Labelled row, Answer answer) {}

  void add(Labelled row, Answer answer) {
    Kind kind = kind(row, answer.opinion().prediction());
    if (kind == null) {
      return;
    }
    TreeSet<Case> kept =
        cases.computeIfAbsent(
            kind,
            _ ->
                new TreeSet<>(
                    Comparator.comparingDouble(Case::badness)
                        .reversed()
                        .thenComparing(one -> one.row().file())
                        .thenComparingLong(one -> one.row().line())
                        .thenComparing(one -> one.row().id())));
    kept.add(new Case(kind, badness(kind, row, answer.opinion()), row, answer));
    if (kept.size() > MOST) {
      kept.removeLast();
    }
  }

  /// The worst first.
  public List<Case> of(Kind kind) {
    TreeSet<Case> kept = cases.get(kind);
    return kept == null ? List.of() : List.copyOf(kept);
  }

  private static @org.jspecify.annotations.Nullable Kind kind(Labelled row, Prediction prediction) {
    boolean flawed = row.truth().flawed();
    return switch (prediction) {
      case Prediction.Clean() -> flawed ? Kind.MISSED : null;
      case Prediction.Flawed(int step) -> {
        if (flawed) {
          yield step == row.truth().label() ? null : Kind.MISPLACED;
        }
        yield row.truth().rightAnswer() ? Kind.FALSE_FLAG : null;
      }
      case Prediction.Abstained(var why) ->
          flawed && why != Prediction.Why.NOT_ASKED ? Kind.NOT_JUDGED : null;
    };
  }

  private static double badness(Kind kind, Labelled row, Opinion opinion) {
    double score = opinion.score().map(Opinion.Score::value).orElse(0.5);
    return switch (kind) {
      case FALSE_FLAG -> score;
      case MISSED -> 1 - score;
      case MISPLACED ->
          opinion.prediction() instanceof Prediction.Flawed(int step)
              ? Math.abs(step - row.truth().label())
              : 0;
      case NOT_JUDGED -> 0;
    };
  }
}
