package fapo.gateway.edge;

import java.util.List;

/// A request that cannot be put into a contract message; nothing was called.
public final class InvalidFields extends RuntimeException {
  private final List<FieldError> errors;

  public InvalidFields(List<FieldError> errors) {
    super(errors.toString());
    this.errors = List.copyOf(errors);
  }

  public static InvalidFields of(String field, String message) {
    return new InvalidFields(List.of(new FieldError(field, message)));
  }

  List<FieldError> errors() {
    return errors;
  }
}
