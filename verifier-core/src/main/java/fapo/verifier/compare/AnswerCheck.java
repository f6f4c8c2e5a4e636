package fapo.verifier.compare;

/// What a check of a candidate against a reference found. A check that failed is never `Different`.
public sealed interface AnswerCheck {
  /// @param by the rule that decided, for example `exact-number`
  record Equivalent(String by) implements AnswerCheck {}

  /// @param by the rule that decided
  record Different(String by, Reason reason) implements AnswerCheck {
    /// Why two answers differ.
    public enum Reason {
      VALUE,
      /// The candidate gives several different answers.
      AMBIGUOUS
    }
  }

  /// @param detail what could not be decided, for people
  record Undecided(Why why, String detail) implements AnswerCheck {
    /// Why nothing was decided.
    public enum Why {
      /// A counted limit was reached.
      LIMIT,
      /// Both sides are there, but no rule applies to the two.
      NO_RULE
    }
  }

  /// @param position 0-based character offset in the side's text where reading stopped; -1 where
  /// there
  ///     was nothing to read
  /// @param expected what was expected there, for people
  record Unreadable(Side side, int position, String expected) implements AnswerCheck {
    /// Which text could not be read.
    public enum Side {
      CANDIDATE,
      REFERENCE
    }
  }
}
