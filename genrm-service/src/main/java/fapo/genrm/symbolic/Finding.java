package fapo.genrm.symbolic;

/// What exact arithmetic says about the statements inside the steps of one solution.
///
/// A finding is about what was read, no more: `AllHold` does not say that the reasoning is sound.
public sealed interface Finding {
  /// No step states anything that is checked.
  record NothingToCheck() implements Finding {}

  /// Every statement that was checked holds.
  ///
  /// @param checked number of checked statements, at least 1
  record AllHold(int checked) implements Finding {}

  /// The first statement that does not hold.
  ///
  /// @param step 0-based index of the step
  /// @param kind what is wrong with the statement
  /// @param statement the whole statement as the step writes it
  /// @param subExpression the smallest part of it that was found false, as written
  /// @param stated the value that the step states, as written
  /// @param computed the value that the statement ought to have
  /// @param explanation one sentence for people
  /// @param checked number of checked statements up to and including this one, at least 1
  record Flaw(
      int step,
      Kind kind,
      String statement,
      String subExpression,
      String stated,
      String computed,
      String explanation,
      int checked)
      implements Finding {}

  /// What is wrong with a statement.
  enum Kind {
    /// The two sides of one equation differ.
    FALSE_STATEMENT,
    /// The equation differs from a value that an earlier step, or this one, stated.
    CONTRADICTION
  }
}
