package fapo.genrm.sampling;

import fapo.genrm.engine.StepResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
/// Not safe for use by several threads.
public final class Sampler {
  private final Row row = new Row();
  private double[] weights = new double[0];

  /// What a row is for.
  ///
  /// @param position of the token to be drawn among those generated, from 0
  public record Draw(SamplingParameters parameters, long position) {}

  /// @param draws one for each row, in order
  /// @return one for each row, in order
  public List<Drawn> sample(StepResult result, List<Draw> draws) {
    if (draws.size() != result.rows()) {
      throw new IllegalArgumentException(
          "draws: %d (expected: %d, the rows)".formatted(draws.size(), result.rows()));
    }
    List<Drawn> drawn = new ArrayList<>(draws.size());
    for (int i = 0; i < draws.size(); i++) {
      drawn.add(sample(result, i, draws.get(i)));
    }
    return drawn;
  }

  private Drawn sample(StepResult result, int index, Draw draw) {
    @Nullable String fault = row.load(result, index);
    if (fault != null) {
      return new Drawn.Unusable(fault);
    }
    SamplingParameters parameters = draw.parameters();
    int chosen =
        parameters.greedy()
            ? 0
            : pick(kept(parameters), Philox.uniform(parameters.seed(), draw.position()));
    return new Drawn.Token(row.ids[chosen], row.logProbability(chosen));
  }

  /// How many candidates can be drawn, at least 1; leaves the weights, the best one's being 1.
  private int kept(SamplingParameters parameters) {
    if (weights.length < row.width) {
      weights = new double[row.width];
    }
    for (int i = 0; i < row.width; i++) {
      weights[i] = Math.exp((row.logits[i] - row.logits[0]) / parameters.temperature());
    }
    int kept = parameters.topK() == 0 ? row.width : Math.min(parameters.topK(), row.width);
    while (kept > 1 && weights[kept - 1] < parameters.minP()) {
      kept--;
    }
    return parameters.topP() < 1 ? nucleus(parameters, kept) : kept;
  }

  private int nucleus(SamplingParameters parameters, int most) {
    double wanted = parameters.topP() * (sum(row.width) + tail(parameters.temperature()));
    double held = 0;
    for (int i = 0; i < most; i++) {
      held += weights[i];
      if (held >= wanted) {
        return i + 1;
      }
    }
    return most;
  }

  /// What the tokens that are not known weigh together.
  private double tail(double temperature) {
    double best = row.logits[0];
    double mass = Math.exp(row.logSumExp - best);
    for (int i = 0; i < row.width; i++) {
      mass -= Math.exp(row.logits[i] - best);
    }
    double last = row.logits[row.width - 1] - best;
    // Where even a known one is impossible, so are all others.
    return mass <= 0 || last == Double.NEGATIVE_INFINITY
        ? 0
        : mass * Math.exp(last / temperature - last);
  }

  private double sum(int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i];
    }
    return sum;
  }

  /// @param uniform in [0, 1)
  private int pick(int count, double uniform) {
    double left = uniform * sum(count);
    for (int i = 0; i < count; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    // Rounding left a remainder: the best, which is possible for sure.
    return 0;
  }
}
