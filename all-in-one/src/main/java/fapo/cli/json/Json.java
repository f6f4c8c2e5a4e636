package fapo.cli.json;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;

/// A JSON value whose texts are the bytes that were read.
public sealed interface Json {
  /// @param bytes as they stood in the input, escapes resolved; UTF-8 unless the input was not
  record Text(ByteString bytes) implements Json {
    /// For names and identifiers; malformed bytes become U+FFFD.
    public String lenient() {
      return bytes.toStringUtf8();
    }
  }

  /// @param literal as it stood in the input
  record Numeral(String literal) implements Json {}

  record Bool(boolean value) implements Json {}

  record Null() implements Json {}

  record Items(List<Json> values) implements Json {}

  /// @param values in input order, each name once
  record Fields(Map<String, Json> values) implements Json {}

  /// What this is, for messages.
  default String kind() {
    return switch (this) {
      case Text _ -> "a string";
      case Numeral(String literal) -> literal;
      case Bool(boolean value) -> String.valueOf(value);
      case Null() -> "null";
      case Items _ -> "a list";
      case Fields _ -> "an object";
    };
  }
}
