package fapo.reward.core;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/// Whether a rollout's reasoning is flawed, or why nobody knows.
public sealed interface Verdict {
  /// No flaw was found.
  record Sound() implements Verdict {}

  /// A flaw was found.
  ///
  /// @param step 0-based first wrong step; absent where the critic's prompt has no steps
  record FlawedAt(OptionalInt step) implements Verdict {
    public FlawedAt {
      if (step.isPresent() && step.getAsInt() < 0) {
        throw RewardRefusedException.invalid("verdict.step", step.getAsInt(), ">= 0");
      }
    }
  }

  /// The critic answered, but no verdict could be read.
  ///
  /// @param excerpt the end of the critique
  record Unreadable(String excerpt) implements Verdict {
    public Unreadable {
      requireNonNull(excerpt, "excerpt");
    }
  }

  /// The critic could not be asked or did not finish; asking again may help.
  record Unavailable(Cause cause, String detail) implements Verdict {
    public Unavailable {
      requireNonNull(cause, "cause");
      requireNonNull(detail, "detail");
    }

    /// What was in the way.
    public enum Cause {
      DEADLINE,
      UNREACHABLE,
      OVERLOADED,
      CANCELLED,
      NO_PROGRESS,
      MODEL_FAULT
    }
  }

  /// The critic cannot judge this solution; asking again does not help.
  record OutOfScope(Reason reason, String detail) implements Verdict {
    public OutOfScope {
      requireNonNull(reason, "reason");
      requireNonNull(detail, "detail");
    }

    /// What it cannot judge.
    public enum Reason {
      TOO_LONG,
      DOMAIN,
      NO_CHECKABLE_STATEMENT
    }
  }

  /// The critic was not asked.
  record NotAsked(Why why) implements Verdict {
    public NotAsked {
      requireNonNull(why, "why");
    }

    /// Why it was not asked.
    public enum Why {
      ANSWER_NOT_RIGHT,
      SPLIT,
      PRESET,
      CANCELLED
    }
  }

  /// Whether this says that the reasoning is sound, or that it is flawed.
  default boolean decided() {
    return switch (this) {
      case Sound _, FlawedAt _ -> true;
      case Unreadable _, Unavailable _, OutOfScope _, NotAsked _ -> false;
    };
  }
}
