package fapo.reward.core;

import static java.util.Objects.requireNonNull;

import fapo.reward.core.GroupAdvantage.NoSignal;
import fapo.reward.core.ScoringPolicy.AdvantagePolicy;
import fapo.reward.core.ScoringPolicy.Estimator;
import fapo.reward.core.ScoringPolicy.GroupOfOne;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The second equation: `A_i = (r_i − μ) / (s + ε)` over the scored members of a group, and its
/// relatives; {@link Estimator} names each formula and where it comes from.
///
/// In float64. The advantages of a group sum to 0 within 1e-12, except under GRPO_LEAVE_ONE_OUT,
/// OPO (weighted by length) and GRPO_PASS_AT_K.
///
/// **Deviations from every convention named:** a group without spread is `NoSignal` before anything
/// is divided (in float32, seven rewards of 0.7 have a deviation of 6e-8 and "advantages" of
/// 0.056); so is a group of one unless the policy says RAW, and a group with too few scored
/// members.
public final class Advantage {
  /// Far beyond any reward, and far from overflow when squared and summed.
  private static final double MAX_REWARD = 1e100;

  private Advantage() {}

  /// One member of a group.
  ///
  /// @param reward finite, at most 1e100 in magnitude; absent: unscored, it does not vote
  /// @param responseTokens tokens, >= 0, for OPO
  public record Member(OptionalDouble reward, OptionalInt responseTokens) {
    public Member {
      requireNonNull(reward, "reward");
      requireNonNull(responseTokens, "responseTokens");
    }
  }

  /// Refusals call the members `members[i]`.
  ///
  /// @param members in the group's order
  /// @throws RewardRefusedException INVALID
  public static GroupAdvantage of(List<Member> members, AdvantagePolicy policy) {
    double[] rewards = scoredRewards(members);
    int scored = rewards.length;
    boolean one = members.size() == 1;
    if (scored < (one ? 1 : policy.minScored(members.size()))) {
      return new NoSignal(NoSignal.Cause.TOO_FEW_SCORED);
    }
    if (scored == 1) {
      return scatter(groupOfOne(rewards[0], policy), members, NoSignal.Cause.GROUP_OF_ONE);
    }
    double smallest = Arrays.stream(rewards).min().orElseThrow();
    double largest = Arrays.stream(rewards).max().orElseThrow();
    if (largest - smallest <= policy.minSpread()) {
      return new NoSignal(NoSignal.Cause.SPREAD_TOO_SMALL);
    }
    double[] offsets = rewards;
    for (int i = 0; i < scored; i++) {
      offsets[i] -= smallest;
    }
    return scatter(estimate(offsets, members, policy), members, NoSignal.Cause.SPREAD_TOO_SMALL);
  }

  private static double[] scoredRewards(List<Member> members) {
    double[] rewards = new double[members.size()];
    int scored = 0;
    for (int i = 0; i < members.size(); i++) {
      OptionalDouble reward = members.get(i).reward();
      if (reward.isPresent()) {
        double value = reward.getAsDouble();
        if (!(Math.abs(value) <= MAX_REWARD)) {
          throw RewardRefusedException.invalid(
              "members[" + i + "].reward", value, "finite, at most 1e100 in magnitude");
        }
        rewards[scored++] = value;
      }
    }
    return Arrays.copyOf(rewards, scored);
  }

  /// Empty: no signal.
  private static double[] groupOfOne(double reward, AdvantagePolicy policy) {
    if (policy.groupOfOne() == GroupOfOne.NO_SIGNAL) {
      return new double[0];
    }
    return switch (policy.estimator()) {
      case GRPO, GRPO_TRL, GRPO_POPULATION, GRPO_OPENRLHF ->
          new double[] {reward / (1 + policy.epsilon())};
      case DR_GRPO, RLOO, GRPO_LEAVE_ONE_OUT, OPO -> new double[] {reward};
      case GRPO_PASS_AT_K -> new double[0];
    };
  }

  /// @param offsets rewards relative to the smallest, at least two, not all equal
  /// @return one a scored member; empty where the divisor is 0
  private static double[] estimate(double[] offsets, List<Member> members, AdvantagePolicy policy) {
    Estimator estimator = policy.estimator();
    return switch (estimator) {
      case GRPO, GRPO_TRL, GRPO_OPENRLHF -> {
        Deviations deviations = Deviations.of(offsets);
        yield divided(deviations.each(), deviations.sample() + policy.epsilon());
      }
      case GRPO_POPULATION -> {
        Deviations deviations = Deviations.of(offsets);
        yield divided(deviations.each(), deviations.population() + policy.epsilon());
      }
      case DR_GRPO -> Deviations.of(offsets).each();
      case RLOO -> leaveOneOut(Deviations.of(offsets).each());
      case GRPO_LEAVE_ONE_OUT ->
          LeaveOneOut.advantages(offsets, policy.epsilon(), policy.minSpread());
      case OPO -> lengthWeighted(offsets, members);
      case GRPO_PASS_AT_K -> bestOnly(offsets, policy.epsilon());
    };
  }

  private static double[] divided(double[] values, double divisor) {
    if (divisor == 0) {
      return new double[0];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= divisor;
    }
    return values;
  }

  /// `(r − μ)·G/(G − 1)`, which is `r` less the mean of the others.
  private static double[] leaveOneOut(double[] deviations) {
    double size = deviations.length;
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = deviations[i] * size / (size - 1);
    }
    return deviations;
  }

  /// `r − Σ(len·r)/Σlen`.
  private static double[] lengthWeighted(double[] offsets, List<Member> members) {
    double[] weighted = new double[offsets.length];
    long total = 0;
    int scored = 0;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (member.reward().isPresent()) {
        int tokens = tokens(member, i);
        weighted[scored] = offsets[scored] * tokens;
        total += tokens;
        scored++;
      }
    }
    if (total == 0) {
      throw RewardRefusedException.invalid(
          "members.response_tokens", "all 0", "at least one > 0, since the estimator is OPO");
    }
    double baseline = Deviations.sum(weighted) / total;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] -= baseline;
    }
    return offsets;
  }

  private static int tokens(Member member, int position) {
    String field = "members[" + position + "].response_tokens";
    if (member.responseTokens().isEmpty()) {
      throw RewardRefusedException.invalid(field, "missing", "tokens, since the estimator is OPO");
    }
    int tokens = member.responseTokens().getAsInt();
    if (tokens < 0) {
      throw RewardRefusedException.invalid(field, tokens, ">= 0");
    }
    return tokens;
  }

  /// `(r_max − r_second) / (s₁ + ε)` for the first of the best, 0 for the others.
  private static double[] bestOnly(double[] offsets, double epsilon) {
    int best = 0;
    double second = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < offsets.length; i++) {
      if (offsets[i] > offsets[best]) {
        second = offsets[best];
        best = i;
      } else {
        second = Math.max(second, offsets[i]);
      }
    }
    double[] lead = new double[offsets.length];
    lead[best] = offsets[best] - second;
    return divided(lead, Deviations.of(offsets).sample() + epsilon);
  }

  /// @param values one a scored member, or none at all
  private static GroupAdvantage scatter(
      double[] values, List<Member> members, NoSignal.Cause causeIfNone) {
    if (values.length == 0) {
      return new NoSignal(causeIfNone);
    }
    List<Double> all = new ArrayList<>(members.size());
    int scored = 0;
    for (Member member : members) {
      all.add(member.reward().isPresent() ? values[scored++] : 0.0);
    }
    return new GroupAdvantage.Values(all);
  }
}
