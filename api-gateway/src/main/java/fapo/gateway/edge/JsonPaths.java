package fapo.gateway.edge;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// Names fields as the caller wrote them: `rollouts[1].text`.
final class JsonPaths {
  /// JSON bodies carry a group and a solution flat; the contract has a message for each.
  private static final Pattern WRAPPERS =
      Pattern.compile("(?:^|(?<=\\.))(?:group|solution|turns(?=\\.turns))\\.");

  private JsonPaths() {}

  static String of(JacksonException json) {
    var path = new StringBuilder();
    for (var reference : json.getPath()) {
      if (reference.getPropertyName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  static String ofContract(String field) {
    return WRAPPERS.matcher(field).replaceAll("");
  }
}
