package fapo.genrm.checkpoint;

import static fapo.genrm.checkpoint.CheckpointException.Reason.MALFORMED;
import static fapo.genrm.checkpoint.CheckpointException.Reason.MISMATCH;
import static fapo.genrm.checkpoint.CheckpointException.Reason.MISSING;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The fields of one JSON object in a file, each read with what is allowed of it. A field that is
/// `null` counts as absent, as in the files themselves.
///
/// @param prefix of the names in messages: empty, or `rope_scaling.`
record JsonFields(Path file, String prefix, JsonNode node) {
  private static final int LIMIT = 16 << 20;
  private static final JsonMapper MAPPER = JsonMapper.builder(Json.FACTORY).build();

  /// The object a file holds, of at most 16 MiB.
  static JsonFields read(Path file) {
    JsonNode value = Json.parse(file, Json.bytes(file, LIMIT), MAPPER::readTree);
    if (value == null || !value.isObject()) {
      throw new CheckpointException(MALFORMED, file, "JSON", excerpt(value), "an object");
    }
    return new JsonFields(file, "", value);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  int integer(String name, int least, int most) {
    return integer(name, required(name), least, most);
  }

  int integer(String name, int least, int most, int absent) {
    return has(name) ? integer(name, least, most) : absent;
  }

  /// One integer or a list of them; empty where the field is absent.
  List<Integer> integers(String name, int least, int most) {
    if (!has(name)) {
      return List.of();
    }
    JsonNode value = required(name);
    if (!value.isArray()) {
      return List.of(integer(name, value, least, most));
    }
    return value.values().stream().map(each -> integer(name, each, least, most)).toList();
  }

  double number(String name, DoublePredicate allowed, String expected) {
    JsonNode value = required(name);
    if (!value.isNumber() || !allowed.test(value.doubleValue())) {
      throw refusal(MISMATCH, name, expected);
    }
    return value.doubleValue();
  }

  double number(String name, DoublePredicate allowed, String expected, double absent) {
    return has(name) ? number(name, allowed, expected) : absent;
  }

  boolean flag(String name, boolean absent) {
    if (has(name) && !required(name).isBoolean()) {
      throw refusal(MALFORMED, name, "true or false");
    }
    return has(name) ? required(name).booleanValue() : absent;
  }

  String text(String name) {
    return required(name).stringValueOpt().orElseThrow(() -> refusal(MALFORMED, name, "a string"));
  }

  /// Strings of a list; empty where the field is absent.
  List<String> texts(String name) {
    if (!has(name)) {
      return List.of();
    }
    JsonNode value = required(name);
    if (!value.isArray() || !value.values().stream().allMatch(JsonNode::isString)) {
      throw refusal(MALFORMED, name, "a list of strings");
    }
    return value.values().stream().map(JsonNode::stringValue).toList();
  }

  /// A field that is an object; empty where it is absent.
  Optional<JsonFields> object(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    if (!required(name).isObject()) {
      throw refusal(MALFORMED, name, "an object");
    }
    return Optional.of(new JsonFields(file, prefix + name + ".", required(name)));
  }

  /// All fields, which must be strings.
  Map<String, String> textsByName() {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      texts.put(field.getKey(), text(field.getKey()));
    }
    return texts;
  }

  CheckpointException refusal(CheckpointException.Reason reason, String name, String expected) {
    return new CheckpointException(reason, file, prefix + name, excerpt(node.get(name)), expected);
  }

  private JsonNode required(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw refusal(MISSING, name, "a value");
    }
    return value;
  }

  private int integer(String name, JsonNode value, int least, int most) {
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw refusal(MISMATCH, name, "%d to %d".formatted(least, most));
    }
    return value.intValue();
  }

  private static String excerpt(@Nullable JsonNode value) {
    return value == null ? "absent" : value.toString();
  }
}
