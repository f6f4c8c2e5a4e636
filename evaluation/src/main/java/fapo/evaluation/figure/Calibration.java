package fapo.evaluation.figure;

import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Opinion.Score;
import fapo.evaluation.stat.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a soft flaw score means what it says, over the solutions that have one. The outcome is 1
/// where the label names a wrong step, and 0 elsewhere.
///
/// @param rows with a score
/// @param given rows whose score the critic gave itself; the others' is its confidence, turned
/// @param brier mean of `(score − outcome)²`, in [0, 1]
/// @param ece expected calibration error: the bins' `|share flawed − mean score|`, weighted by rows
/// @param auroc area under the receiver operating characteristic; 0.5 is chance
/// @param bins ten of equal width over [0, 1], the last one closed
public record Calibration(
    long rows,
    long given,
    Optional<Double> brier,
    Optional<Double> ece,
    Optional<Double> auroc,
    List<Bin> bins) {
  private static final int BINS = 10;

  public Calibration {
    bins = List.copyOf(bins);
  }

  /// @param low its least score
  /// @param meanScore 0 where it has no row
  /// @param flawedShare 0 where it has no row
  public record Bin(double low, double high, long rows, double meanScore, double flawedShare) {}

  static Calibration of(List<Judged> judged) {
    List<Judged> scored = judged.stream().filter(one -> one.opinion().score().isPresent()).toList();
    List<Bin> bins = bins(scored);
    long rows = scored.size();
    return new Calibration(
        rows,
        scored.stream().filter(one -> score(one).given()).count(),
        rows == 0 ? Optional.empty() : Optional.of(brier(scored)),
        rows == 0 ? Optional.empty() : Optional.of(ece(bins, rows)),
        Ranking.auroc(scores(scored, true), scores(scored, false)),
        bins);
  }

  private static double brier(List<Judged> scored) {
    double[] errors =
        scored.stream()
            .mapToDouble(one -> Math.pow(score(one).value() - outcome(one), 2))
            .sorted() // the same sum in any order of the rows
            .toArray();
    return sum(errors) / errors.length;
  }

  private static double ece(List<Bin> bins, long rows) {
    double error = 0;
    for (Bin bin : bins) {
      error += bin.rows() * Math.abs(bin.flawedShare() - bin.meanScore());
    }
    return error / rows;
  }

  private static List<Bin> bins(List<Judged> scored) {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      int bin = i;
      List<Judged> members = scored.stream().filter(one -> bin(one) == bin).toList();
      double[] scores = members.stream().mapToDouble(one -> score(one).value()).sorted().toArray();
      double flawed = members.stream().mapToDouble(Calibration::outcome).sum();
      int rows = Math.max(1, members.size());
      bins.add(
          new Bin(
              (double) i / BINS,
              (double) (i + 1) / BINS,
              members.size(),
              sum(scores) / rows,
              flawed / rows));
    }
    return bins;
  }

  private static int bin(Judged one) {
    return Math.min(BINS - 1, (int) (score(one).value() * BINS));
  }

  private static double[] scores(List<Judged> scored, boolean flawed) {
    return scored.stream()
        .filter(one -> one.truth().flawed() == flawed)
        .mapToDouble(one -> score(one).value())
        .toArray();
  }

  private static Score score(Judged one) {
    return one.opinion().score().orElseThrow();
  }

  private static double outcome(Judged one) {
    return one.truth().flawed() ? 1 : 0;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
