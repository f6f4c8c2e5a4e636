package fapo.genrm.sampling;

import fapo.genrm.engine.StepResult;
import org.jspecify.annotations.Nullable;

/// Draws the token of one row after another, as {@link Sampler} says; memory of one thread.
final class RowSampler {
  private final Row row = new Row();
  private double[] weights = new double[0];

  Drawn sample(StepResult result, int index, Sampler.Draw draw) {
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
    boolean tempered = parameters.temperature() != 1;
    for (int i = 0; i < row.width; i++) {
      double gap = row.logits[i] - row.logits[0];
      weights[i] = Math.exp(tempered ? gap / parameters.temperature() : gap);
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
      mass -= temperature == 1 ? weights[i] : Math.exp(row.logits[i] - best);
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
