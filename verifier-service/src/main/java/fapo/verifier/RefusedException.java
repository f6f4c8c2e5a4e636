package fapo.verifier;

import com.google.rpc.BadRequest.FieldViolation;
import java.util.List;

/// Refuses a request that is not one: names each field and what was expected of it.
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldViolation> violations;

  RefusedException(List<FieldViolation> violations) {
    super(
        violations.getFirst().getField() + ": " + violations.getFirst().getDescription(),
        null,
        false,
        false);
    this.violations = List.copyOf(violations);
  }

  List<FieldViolation> violations() {
    return violations;
  }
}
