package fapo.reward.wire;

import fapo.reward.core.RewardRefusedException;
import java.io.Serial;
import java.util.List;

/// The caller must change something before this request can be served; nothing was recorded.
public final class RefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /// Why, in the vocabulary of `google.rpc.ErrorInfo.reason`.
  public enum Reason {
    /// A field is missing, malformed or out of range.
    INVALID_REQUEST,
    /// The key was used with other content.
    CONTENT_CHANGED,
    /// No reference of the task can be read.
    REFERENCE_UNREADABLE,
    /// A critic of fitness DEMO would judge a TRAIN request and the run does not allow it.
    DEMO_CRITIC,
    /// The critic asked for is not configured.
    CRITIC_UNKNOWN,
    /// A needed verdict is missing and the policy says to fail.
    VERDICT_MISSING,
    /// Too many of the step's rollouts are degraded or unscored.
    STEP_ALARM,
    /// The group was complete or closed before this member came.
    GROUP_CLOSED,
    /// Nothing is known of this key.
    GROUP_UNKNOWN,
    /// Stopped by CancelGroup or CancelRun.
    CANCELLED
  }

  /// One field that is wrong.
  ///
  /// @param field its path in the request, for example `group.rollouts[3].solution`
  /// @param problem the value that came and what was expected
  public record Violation(String field, String problem) {
    @Override
    public String toString() {
      return field + ": " + problem;
    }
  }

  private final Reason reason;
  private final transient List<Violation> violations;

  public RefusedException(Reason reason, String message) {
    this(reason, message, List.of());
  }

  public RefusedException(List<Violation> violations) {
    this(
        Reason.INVALID_REQUEST,
        String.join("; ", violations.stream().map(Violation::toString).toList()),
        violations);
  }

  /// What the core refused, in the contract's words.
  public static RefusedException of(RewardRefusedException refused) {
    return switch (refused.reason()) {
      case INVALID ->
          new RefusedException(List.of(new Violation(refused.field(), refused.problem())));
      case VERDICT_MISSING ->
          new RefusedException(Reason.VERDICT_MISSING, refused.field() + ": " + refused.problem());
    };
  }

  private RefusedException(Reason reason, String message, List<Violation> violations) {
    super(message, null, false, false);
    this.reason = reason;
    this.violations = List.copyOf(violations);
  }

  public Reason reason() {
    return reason;
  }

  public List<Violation> violations() {
    return violations;
  }
}
