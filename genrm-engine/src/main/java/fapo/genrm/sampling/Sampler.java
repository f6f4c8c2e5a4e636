package fapo.genrm.sampling;

import fapo.genrm.engine.StepResult;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Draws the next token of every row of a step.
///
/// A row's token is a function of the row, its parameters and its position: neighbours in the
/// batch, and whether a sequence was preempted in between, make no difference. In this order:
/// temperature, then of the tempered distribution `p` those tokens that `topK`, `minP` and `topP`
/// all leave, then a draw in proportion to `p`. All three are measured on the whole distribution,
/// none on what another leaves.
///
/// **Tail.** Only the `width` likeliest tokens of a row are known, and the logarithm of the sum
/// over all. Others are never drawn: without `topK` the width is the top k. `topP` counts the
/// others all the same. At temperature 1 their mass is known exactly. At temperature `T` it is
/// taken as if each of them were as likely as the last that is known, `m · exp(l_last (1/T − 1))`
/// with `m` their mass at temperature 1; below 1 that is the most they can weigh, so that no token
/// is left out that should be in; above 1 it is the least.
///
/// Where rows are many they are drawn on several threads. Not safe for use by several itself.
public final class Sampler {
  /// Fewer are drawn sooner than other threads wake.
  private static final int ROWS_A_THREAD = 32;

  private final List<RowSampler> samplers;

  /// As many threads as there are processors.
  public Sampler() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /// @param threads that draw at most
  Sampler(int threads) {
    this.samplers = Stream.generate(RowSampler::new).limit(threads).toList();
  }

  /// What a row is for.
  ///
  /// @param position of the token to be drawn among those generated, from 0
  public record Draw(SamplingParameters parameters, long position) {}

  /// @param draws one for each row, in order
  /// @return one for each row, in order
  public List<Drawn> sample(StepResult result, List<Draw> draws) {
    int rows = draws.size();
    if (rows != result.rows()) {
      throw new IllegalArgumentException(
          "draws: %d (expected: %d, the rows)".formatted(rows, result.rows()));
    }
    int shares = Math.clamp(rows / ROWS_A_THREAD, 1, samplers.size());
    Drawn[] drawn = new Drawn[rows];
    IntStream numbers = IntStream.range(0, shares);
    (shares == 1 ? numbers : numbers.parallel())
        .forEach(
            share -> {
              for (int row = rows * share / shares; row < rows * (share + 1) / shares; row++) {
                drawn[row] = samplers.get(share).sample(result, row, draws.get(row));
              }
            });
    return List.of(drawn);
  }
}
