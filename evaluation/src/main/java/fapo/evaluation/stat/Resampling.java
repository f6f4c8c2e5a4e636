package fapo.evaluation.stat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// The percentile bootstrap over rows that were counted into cells (Efron & Tibshirani 1993,
/// §13.3).
///
/// A replicate draws as many rows as there are, with replacement; a statistic sees the replicate's
/// counts. Rows of one cell are alike to every statistic, so the order of the rows plays no part:
/// the same counts and seed give the same interval.
///
/// @param seed of the draws
/// @param replicates at least 100
public record Resampling(long seed, int replicates) {
  public static final Resampling DEFAULT = new Resampling(1, 2000);

  public Resampling {
    if (replicates < 100) {
      throw new IllegalArgumentException("replicates: " + replicates + " (expected: >= 100)");
    }
  }

  /// The values of the statistics over all replicates, ascending; NaN, where a replicate gives
  /// none,
  /// is left out.
  ///
  /// @param cells rows a cell
  /// @return shape `[statistics][at most replicates]`
  public double[][] values(long[] cells, List<ToDoubleFunction<long[]>> statistics) {
    double[][] values = drawn(List.of(cells), tables(statistics));
    return sorted(values);
  }

  /// An interval a statistic; none where fewer than half of the replicates have a value.
  public List<Optional<Interval>> intervals(
      long[] cells, List<ToDoubleFunction<long[]>> statistics) {
    return Arrays.stream(values(cells, statistics)).map(this::interval).toList();
  }

  /// An interval of a statistic over several tables, each resampled by itself.
  public Optional<Interval> interval(
      List<long[]> tables, ToDoubleFunction<List<long[]>> statistic) {
    return interval(sorted(drawn(tables, List.of(statistic)))[0]);
  }

  /// @param sorted values of replicates, ascending
  public Optional<Interval> interval(double[] sorted) {
    if (2 * sorted.length < replicates) {
      return Optional.empty();
    }
    double tail = (1 - Interval.LEVEL) / 2;
    return Optional.of(new Interval(Quantiles.of(sorted, tail), Quantiles.of(sorted, 1 - tail)));
  }

  private double[][] drawn(List<long[]> tables, List<ToDoubleFunction<List<long[]>>> statistics) {
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> rows = tables.stream().map(Resampling::rows).toList();
    double[][] values = new double[statistics.size()][replicates];
    for (int i = 0; i < replicates; i++) {
      List<long[]> replicate = draw(tables, rows, random);
      for (int s = 0; s < statistics.size(); s++) {
        values[s][i] = statistics.get(s).applyAsDouble(replicate);
      }
    }
    return values;
  }

  private static List<long[]> draw(List<long[]> tables, List<int[]> rows, SplittableRandom random) {
    return java.util.stream.IntStream.range(0, tables.size())
        .mapToObj(i -> draw(tables.get(i).length, rows.get(i), random))
        .toList();
  }

  private static long[] draw(int cells, int[] rows, SplittableRandom random) {
    long[] counts = new long[cells];
    for (int drawn = 0; drawn < rows.length; drawn++) {
      counts[rows[random.nextInt(rows.length)]]++;
    }
    return counts;
  }

  // The cell of each row, in the order of the cells.
  private static int[] rows(long[] cells) {
    int[] rows = new int[Math.toIntExact(Arrays.stream(cells).sum())];
    int next = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      int end = next + (int) cells[cell];
      Arrays.fill(rows, next, end, cell);
      next = end;
    }
    return rows;
  }

  private static List<ToDoubleFunction<List<long[]>>> tables(
      List<ToDoubleFunction<long[]>> statistics) {
    return statistics.stream()
        .<ToDoubleFunction<List<long[]>>>map(
            statistic -> tables -> statistic.applyAsDouble(tables.getFirst()))
        .toList();
  }

  private static double[][] sorted(double[][] values) {
    double[][] sorted = new double[values.length][];
    for (int s = 0; s < values.length; s++) {
      sorted[s] = Arrays.stream(values[s]).filter(value -> !Double.isNaN(value)).sorted().toArray();
    }
    return sorted;
  }
}
