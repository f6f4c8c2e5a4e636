package fapo.reward.wire;

import fapo.reward.core.RewardRefusedException;
import java.io.Serial;
import java.util.List;

/// The caller must change something before this request can be served; nothing was recorded.
public final class RefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private static final int MAX_LENGTH = 1500;
  private static final int MAX_VALUE = 60;

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
    /// What is missing can be asked for again only once the group is complete.
    GROUP_OPEN,
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
    private int length() {
      return field.length() + problem.length() + 4;
    }

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
    this(Reason.INVALID_REQUEST, message(violations), violations);
  }

  private static String message(List<Violation> violations) {
    List<Violation> told = told(violations);
    String message = String.join("; ", told.stream().map(Violation::toString).toList());
    int more = violations.size() - told.size();
    return more == 0 ? message : message + "; and " + more + " more";
  }

  /// As many as fit: errors travel in trailers, which transports bound to 8 KiB.
  private static List<Violation> told(List<Violation> violations) {
    int length = 0;
    for (int i = 0; i < violations.size(); i++) {
      length += violations.get(i).length();
      if (length > MAX_LENGTH && i > 0) {
        return violations.subList(0, i);
      }
    }
    return violations;
  }

  /// A caller's value as it may stand in a message.
  public static String quoted(String value) {
    return value.length() <= MAX_VALUE
        ? "'" + value + "'"
        : "'" + value.substring(0, MAX_VALUE) + "…'";
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
    super(message.substring(0, Math.min(message.length(), MAX_LENGTH + 100)), null, false, false);
    this.reason = reason;
    this.violations = List.copyOf(told(violations));
  }

  public Reason reason() {
    return reason;
  }

  public List<Violation> violations() {
    return violations;
  }
}
