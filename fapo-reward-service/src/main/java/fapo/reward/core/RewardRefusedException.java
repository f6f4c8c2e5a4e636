package fapo.reward.core;

import static java.util.Objects.requireNonNull;

/// Refuses what the caller must change, or asked to have refused. The only exception of this core.
///
/// The message reads `field: problem (expected: …)`.
public final class RewardRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What kind of refusal it is.
  public enum Reason {
    /// A field is missing or outside its range; asking again changes nothing.
    INVALID,
    /// A needed verdict is missing and the policy says FAIL; asking again may help.
    VERDICT_MISSING
  }

  private final Reason reason;
  private final String field;
  private final String problem;

  RewardRefusedException(Reason reason, String field, String problem) {
    super(field + ": " + problem);
    this.reason = requireNonNull(reason, "reason");
    this.field = field;
    this.problem = problem;
  }

  /// Of a value outside what was expected: `field: value (expected: expected)`.
  static RewardRefusedException invalid(String field, Object value, String expected) {
    return new RewardRefusedException(
        Reason.INVALID, field, value + " (expected: " + expected + ")");
  }

  public Reason reason() {
    return reason;
  }

  /// Path of the refused field, in the contract's names, relative to what was handed in.
  public String field() {
    return field;
  }

  /// The message without the field.
  public String problem() {
    return problem;
  }
}
