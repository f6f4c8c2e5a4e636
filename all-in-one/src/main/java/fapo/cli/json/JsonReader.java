package fapo.cli.json;

import com.google.protobuf.UnsafeByteOperations;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON value (RFC 8259) from bytes.
///
/// Strict about JSON itself, and deliberately not about the encoding of texts: malformed UTF-8
/// inside a string, NUL and unpaired surrogates are handed on, since the server refuses them by
/// the name of their field. The bytes of texts without escapes are shared with the input, which
/// must not be changed afterwards.
public final class JsonReader {
  private static final int DEEPEST = 64;

  private final byte[] in;
  private int at;

  private JsonReader(byte[] in) {
    this.in = in;
  }

  /// @throws JsonSyntaxException where the bytes are not exactly one JSON value
  public static Json read(byte[] bytes) throws JsonSyntaxException {
    JsonReader reader = new JsonReader(bytes);
    Json value = reader.value(0);
    reader.space();
    if (reader.at < bytes.length) {
      throw reader.unexpected("the end of the line");
    }
    return value;
  }

  private Json value(int depth) throws JsonSyntaxException {
    if (depth > DEEPEST) {
      throw new JsonSyntaxException(at, "nested too deeply", "at most " + DEEPEST + " levels");
    }
    space();
    return switch (peek()) {
      case '{' -> fields(depth);
      case '[' -> items(depth);
      case '"' -> new Json.Text(UnsafeByteOperations.unsafeWrap(string()));
      case 't' -> word("true", new Json.Bool(true));
      case 'f' -> word("false", new Json.Bool(false));
      case 'n' -> word("null", new Json.Null());
      default -> number();
    };
  }

  // object := '{' [ string ':' value { ',' string ':' value } ] '}'
  private Json fields(int depth) throws JsonSyntaxException {
    at++;
    Map<String, Json> values = new LinkedHashMap<>();
    space();
    if (peek() == '}') {
      at++;
      return new Json.Fields(values);
    }
    while (true) {
      space();
      int start = at;
      if (peek() != '"') {
        throw unexpected("a field name in quotes");
      }
      String name = new String(string(), StandardCharsets.UTF_8);
      space();
      expect(':');
      if (values.put(name, value(depth + 1)) != null) {
        throw new JsonSyntaxException(start, "'" + name + "' again", "each field once");
      }
      space();
      if (peek() == '}') {
        at++;
        return new Json.Fields(values);
      }
      expect(',');
    }
  }

  // array := '[' [ value { ',' value } ] ']'
  private Json items(int depth) throws JsonSyntaxException {
    at++;
    List<Json> values = new ArrayList<>();
    space();
    if (peek() == ']') {
      at++;
      return new Json.Items(values);
    }
    while (true) {
      values.add(value(depth + 1));
      space();
      if (peek() == ']') {
        at++;
        return new Json.Items(values);
      }
      expect(',');
    }
  }

  private byte[] string() throws JsonSyntaxException {
    int start = ++at;
    while (at < in.length && in[at] != '"' && in[at] != '\\' && plain(in[at])) {
      at++;
    }
    if (at < in.length && in[at] == '"') {
      byte[] bytes = java.util.Arrays.copyOfRange(in, start, at);
      at++;
      return bytes;
    }
    return new JsonEscapes(in, start).read(this);
  }

  /// Where {@link JsonEscapes} stopped.
  void resumeAt(int offset) {
    at = offset;
  }

  // number := [ '-' ] digits [ '.' digits ] [ e [ sign ] digits ], no leading zeros
  private Json number() throws JsonSyntaxException {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int integer = at;
    digits();
    if (in[integer] == '0' && at > integer + 1) {
      at = integer + 1;
      throw unexpected("no digits after a leading 0");
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits();
    }
    return new Json.Numeral(new String(in, start, at - start, StandardCharsets.US_ASCII));
  }

  private void digits() throws JsonSyntaxException {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw unexpected("a JSON value");
    }
  }

  private Json word(String word, Json value) throws JsonSyntaxException {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= in.length || in[at + i] != word.charAt(i)) {
        throw unexpected("a JSON value");
      }
    }
    at += word.length();
    return value;
  }

  private void expect(char wanted) throws JsonSyntaxException {
    if (peek() != wanted) {
      throw unexpected("'" + wanted + "'");
    }
    at++;
  }

  private void space() {
    while (at < in.length
        && (in[at] == ' ' || in[at] == '\t' || in[at] == '\n' || in[at] == '\r')) {
      at++;
    }
  }

  private int peek() {
    return at < in.length ? in[at] : -1;
  }

  static boolean plain(byte character) {
    return character >= 0x20 || character < 0; // not a raw control character
  }

  private JsonSyntaxException unexpected(String expected) {
    return unexpected(in, at, expected);
  }

  static JsonSyntaxException unexpected(byte[] in, int at, String expected) {
    if (at >= in.length) {
      return new JsonSyntaxException(in.length, "the line ends", expected);
    }
    int character = in[at] & 0xFF;
    String found =
        character > 0x20 && character < 0x7F
            ? "'" + (char) character + "'"
            : "byte 0x%02X".formatted(character);
    return new JsonSyntaxException(at, found, expected);
  }
}
