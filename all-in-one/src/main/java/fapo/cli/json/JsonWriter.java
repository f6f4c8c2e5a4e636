package fapo.cli.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes one JSON value on one line; fields come in the order they are written.
public final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(1024);
  private boolean first = true;

  public JsonWriter begin() {
    return open('{');
  }

  public JsonWriter begin(String name) {
    return key(name).open('{');
  }

  public JsonWriter end() {
    return close('}');
  }

  public JsonWriter list(String name) {
    return key(name).open('[');
  }

  public JsonWriter endList() {
    return close(']');
  }

  /// An object as the next item of a list.
  public JsonWriter item() {
    comma();
    return open('{');
  }

  public JsonWriter field(String name, @Nullable String value) {
    key(name);
    if (value == null) {
      out.append("null");
    } else {
      quote(value);
    }
    return this;
  }

  public JsonWriter field(String name, long value) {
    key(name);
    out.append(value);
    return this;
  }

  /// @param value finite, or null
  public JsonWriter field(String name, @Nullable Double value) {
    key(name);
    out.append(value == null || value.isNaN() || value.isInfinite() ? "null" : value.toString());
    return this;
  }

  public JsonWriter field(String name, @Nullable Boolean value) {
    key(name);
    out.append(value);
    return this;
  }

  /// The value as it was read.
  public JsonWriter field(String name, Json value) {
    key(name);
    write(value);
    return this;
  }

  /// Leaves the field out where the text is empty.
  public JsonWriter some(String name, String value) {
    return value.isEmpty() ? this : field(name, value);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /// The line with its end.
  public byte[] line() {
    return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(Json value) {
    switch (value) {
      case Json.Text text -> quote(text.lenient());
      case Json.Numeral(String literal) -> out.append(literal);
      case Json.Bool(boolean bool) -> out.append(bool);
      case Json.Null() -> out.append("null");
      case Json.Items(var items) -> {
        open('[');
        for (Json item : items) {
          comma();
          write(item);
        }
        close(']');
      }
      case Json.Fields(var fields) -> {
        open('{');
        fields.forEach(this::field);
        close('}');
      }
    }
  }

  private JsonWriter key(String name) {
    comma();
    quote(name);
    out.append(": ");
    return this;
  }

  private void comma() {
    if (!first) {
      out.append(", ");
    }
    first = false;
  }

  private JsonWriter open(char bracket) {
    out.append(bracket);
    first = true;
    return this;
  }

  private JsonWriter close(char bracket) {
    out.append(bracket);
    first = false;
    return this;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c < 0x20 || (Character.isSurrogate(c) && !paired(text, i))) {
        out.append("\\u")
            .append(HEX.charAt(c >> 12))
            .append(HEX.charAt((c >> 8) & 15))
            .append(HEX.charAt((c >> 4) & 15))
            .append(HEX.charAt(c & 15));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean paired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
