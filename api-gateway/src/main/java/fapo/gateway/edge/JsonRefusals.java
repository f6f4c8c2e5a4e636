package fapo.gateway.edge;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Tells a refused body: malformed text by line and column, a wrong field by its path.
final class JsonRefusals {
  private JsonRefusals() {}

  static Problem of(JacksonException json) {
    return json instanceof DatabindException && !json.getOriginalMessage().startsWith("Trailing")
        ? Problem.invalid(List.of(new FieldError(JsonPaths.of(json), message(json))))
        : malformed(json);
  }

  private static Problem malformed(JacksonException json) {
    var at = json.getLocation();
    String text =
        json.getOriginalMessage().startsWith("Trailing")
            ? "more after the value (expected: the end)"
            : json.getOriginalMessage();
    int internals = text.indexOf(" (start marker");
    String detail =
        "line %d, column %d: %s"
            .formatted(
                at.getLineNr(),
                at.getColumnNr(),
                internals < 0 ? text : text.substring(0, internals));
    return Problem.of("malformed-json", "Malformed JSON", 400, detail)
        .withErrors(List.of(new FieldError("body", detail)));
  }

  private static String message(JacksonException json) {
    return switch (json) {
      case UnrecognizedPropertyException unknown -> unknownField(unknown);
      case InvalidNullException _ -> "null (expected: a value)";
      case MismatchedInputException mismatch when !ours(mismatch) ->
          "another kind of value (expected: " + kind(mismatch.getTargetType()) + ")";
      default -> json.getOriginalMessage();
    };
  }

  private static boolean ours(MismatchedInputException mismatch) {
    return mismatch.getOriginalMessage().contains("(expected: ");
  }

  private static String unknownField(UnrecognizedPropertyException unknown) {
    return Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of()).stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", ", "unknown field (expected: one of ", ")"));
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == null) {
      return "a value that fits";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "an integer";
    }
    return type == Boolean.class ? "true or false" : "an object";
  }
}
