package fapo.reward.core;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What a group's members learn from each other.
public sealed interface GroupAdvantage {
  /// The group tells its members apart.
  ///
  /// @param values one a member, in member order, dimensionless, finite; 0 for unscored members
  record Values(List<Double> values) implements GroupAdvantage {
    public Values {
      values = List.copyOf(values);
    }
  }

  /// The group says nothing about its members: every advantage is 0.
  record NoSignal(Cause cause) implements GroupAdvantage {
    public NoSignal {
      requireNonNull(cause, "cause");
    }

    /// Why it says nothing.
    public enum Cause {
      GROUP_OF_ONE,
      SPREAD_TOO_SMALL,
      TOO_FEW_SCORED
    }
  }

  /// The advantage of the member at this position.
  default double of(int position) {
    return switch (this) {
      case Values(List<Double> values) -> values.get(position);
      case NoSignal _ -> 0;
    };
  }
}
