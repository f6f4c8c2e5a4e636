package fapo.genrm.wire;

import java.util.List;

/// A request that this service does not serve as it stands.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient List<Violation> violations;

  public RefusedException(Reason reason, String message) {
    this(reason, message, List.of());
  }

  private RefusedException(Reason reason, String message, List<Violation> violations) {
    super(message, null, false, false);
    this.reason = reason;
    this.violations = List.copyOf(violations);
  }

  /// The refusal of fields that are not what they should be.
  static RefusedException of(List<Violation> violations) {
    Violation first = violations.getFirst();
    return new RefusedException(
        Reason.BAD_REQUEST, first.field() + ": " + first.problem(), violations);
  }

  /// The refusal of one field.
  public static RefusedException of(String field, String problem) {
    return of(List.of(new Violation(field, problem)));
  }

  public Reason reason() {
    return reason;
  }

  public List<Violation> violations() {
    return violations;
  }

  /// Why a request is refused.
  public enum Reason {
    BAD_REQUEST,
    CRITIC_NOT_CONFIGURED,
    QUEUE_FULL,
    STOPPING,
    CRITIC_DOES_NOT_GENERATE
  }

  /// A field and what is wrong with it.
  ///
  /// @param field the path of the field in the request
  /// @param problem what it holds and what was expected
  public record Violation(String field, String problem) {}
}
