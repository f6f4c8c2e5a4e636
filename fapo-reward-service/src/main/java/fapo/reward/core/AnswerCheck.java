package fapo.reward.core;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/// Whether a rollout's answer matches the reference, or why nobody knows.
public sealed interface AnswerCheck {
  /// The answer is right.
  ///
  /// @param by the rule that decided
  record Equivalent(String by) implements AnswerCheck {
    public Equivalent {
      requireNonNull(by, "by");
    }
  }

  /// The answer is wrong.
  ///
  /// @param by the rule that decided
  /// @param ambiguous whether several different answers were given
  record Different(String by, boolean ambiguous) implements AnswerCheck {
    public Different {
      requireNonNull(by, "by");
    }
  }

  /// The verifier looked and did not decide.
  record Undecided(Reason reason, String detail) implements AnswerCheck {
    public Undecided {
      requireNonNull(reason, "reason");
      requireNonNull(detail, "detail");
    }

    /// Why it did not decide.
    public enum Reason {
      /// The candidate is over a counted limit, and counts as wrong.
      LIMIT,
      /// Both sides are readable but no rule applies.
      NO_RULE
    }
  }

  /// The candidate holds no answer that can be read, and counts as wrong. (An unreadable reference
  /// refuses its whole group and never reaches this type.)
  ///
  /// @param position 0-based character offset where reading stopped; absent where nothing was there
  record Unreadable(OptionalInt position, String expected) implements AnswerCheck {
    public Unreadable {
      requireNonNull(position, "position");
      requireNonNull(expected, "expected");
    }
  }

  /// The verifier could not be asked: nothing is known about the answer.
  record Unavailable(String detail) implements AnswerCheck {
    public Unavailable {
      requireNonNull(detail, "detail");
    }
  }
}
