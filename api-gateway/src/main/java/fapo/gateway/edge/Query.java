package fapo.gateway.edge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// The query parameters of a request, read as strictly as its JSON: unknown and repeated ones are
/// refused.
public final class Query {
  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /// @param known the names this route understands
  public static Query of(ServerHttpRequest request, String... known) {
    var names = List.of(known);
    request
        .getQueryParams()
        .forEach(
            (name, given) -> {
              if (!names.contains(name)) {
                String expected = String.join(", ", names);
                throw InvalidFields.of(
                    name, "unknown query parameter (expected: one of " + expected + ")");
              }
              if (given.size() > 1) {
                throw InvalidFields.of(name, "given " + given.size() + " times (expected: once)");
              }
            });
    return new Query(request.getQueryParams());
  }

  public @Nullable String text(String name) {
    var given = values.get(name);
    return given == null ? null : given.getFirst();
  }

  public @Nullable Integer uint(String name) {
    Long value = integer(name, Integer.MAX_VALUE);
    return value == null ? null : value.intValue();
  }

  public @Nullable Long ulong(String name) {
    return integer(name, Long.MAX_VALUE);
  }

  public boolean flag(String name) {
    String text = text(name);
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw InvalidFields.of(name, text + " (expected: true or false)");
  }

  private @Nullable Long integer(String name, long max) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= 0 && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // told below, with the range
    }
    throw InvalidFields.of(name, text + " (expected: an integer in [0, " + max + "])");
  }
}
