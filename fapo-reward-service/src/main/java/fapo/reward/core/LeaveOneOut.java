package fapo.reward.core;

/// `A_i = (r_i − μ₋ᵢ) / (s₋ᵢ + ε)`: each member against the others alone (NeMo-RL, default of
/// GRPO).
///
/// `s₋ᵢ` is the sample deviation of the other members; where they do not differ, or there is only
/// one, the difference is not divided. **Deviation from NeMo-RL:** "do not differ" means by no more
/// than `min_spread`, where NeMo-RL asks for exactly 0 and divides rounding noise.
///
/// Moments of "all but one" are merged from those before and those after (Chan, Golub, LeVeque),
/// which is linear in the size and exact for equal values, unlike subtracting one from the total.
final class LeaveOneOut {
  private record Moments(int count, double mean, double sumOfSquares) {
    static final Moments NONE = new Moments(0, 0, 0);

    Moments plus(double value) {
      double delta = value - mean;
      double next = mean + delta / (count + 1);
      return new Moments(count + 1, next, sumOfSquares + delta * (value - next));
    }

    Moments plus(Moments other) {
      if (count == 0 || other.count == 0) {
        return count == 0 ? other : this;
      }
      double delta = other.mean - mean;
      double all = count + other.count;
      return new Moments(
          count + other.count,
          mean + delta * (other.count / all),
          sumOfSquares + other.sumOfSquares + delta * delta * (count * (other.count / all)));
    }

    double deviation() {
      return count < 2 ? 0 : Math.sqrt(sumOfSquares / (count - 1));
    }
  }

  private LeaveOneOut() {}

  /// @param offsets at least two
  static double[] advantages(double[] offsets, double epsilon, double minSpread) {
    Moments[] after = new Moments[offsets.length];
    Moments seen = Moments.NONE;
    for (int i = offsets.length - 1; i >= 0; i--) {
      after[i] = seen;
      seen = seen.plus(offsets[i]);
    }
    double[] advantages = new double[offsets.length];
    Moments before = Moments.NONE;
    for (int i = 0; i < offsets.length; i++) {
      Moments others = before.plus(after[i]);
      double deviation = others.deviation();
      double lead = offsets[i] - others.mean();
      advantages[i] = deviation > minSpread ? lead / (deviation + epsilon) : lead;
      before = before.plus(offsets[i]);
    }
    return advantages;
  }
}
