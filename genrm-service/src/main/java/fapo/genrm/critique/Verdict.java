package fapo.genrm.critique;

/// What a critic found. A critique that failed is never {@link Sound}.
public sealed interface Verdict {
  /// No flaw was found.
  record Sound() implements Verdict {}

  /// The first wrong step.
  ///
  /// @param step 0-based
  record FlawedAt(int step) implements Verdict {}

  /// A flaw without a place, from a template that has no steps.
  record Flawed() implements Verdict {}

  /// The critic answered, but no verdict could be read.
  ///
  /// @param excerpt the end of the critique, or why its votes decide nothing; at most 200
  ///     characters
  record Unreadable(String excerpt) implements Verdict {}

  /// The critic could not be asked or did not finish: retryable.
  record Unavailable(Cause cause, String detail) implements Verdict {}

  /// The critic cannot judge this solution: not retryable.
  record OutOfScope(Reason reason, String detail) implements Verdict {}

  /// Why a critic could not be asked or did not finish.
  enum Cause {
    DEADLINE,
    UNREACHABLE,
    OVERLOADED,
    CANCELLED,
    NO_PROGRESS,
    MODEL_FAULT
  }

  /// Why a critic cannot judge a solution.
  enum Reason {
    TOO_LONG,
    DOMAIN,
    NO_CHECKABLE_STATEMENT
  }
}
