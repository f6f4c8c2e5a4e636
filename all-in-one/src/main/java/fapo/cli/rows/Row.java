package fapo.cli.rows;

import com.google.protobuf.ByteString;
import fapo.cli.json.Json;
import fapo.cli.json.JsonReader;
import fapo.cli.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The fields of one JSON object, taken by name and type.
///
/// @param path what stands before the names in messages, for example `rollouts[1].`
public record Row(Json.Fields fields, String path) {

  /// @throws RowException where the line is not one JSON object
  public static Row of(Line line) throws RowException {
    if (line.cut()) {
      throw new RowException(
          "a line of more than " + line.bytes().length + " bytes (expected: less)");
    }
    try {
      return of(JsonReader.read(line.bytes()), "");
    } catch (JsonSyntaxException e) {
      throw new RowException("not JSON: " + e.getMessage());
    }
  }

  static Row of(Json value, String path) throws RowException {
    if (value instanceof Json.Fields fields) {
      return new Row(fields, path);
    }
    String name = path.isEmpty() ? "" : path.substring(0, path.length() - 1) + ": ";
    throw new RowException(name + value.kind() + " (expected: an object)");
  }

  public boolean has(String name) {
    return fields.values().containsKey(name) && !(fields.values().get(name) instanceof Json.Null);
  }

  public Json value(String name) throws RowException {
    if (!has(name)) {
      throw new RowException(path + name + ": missing");
    }
    return java.util.Objects.requireNonNull(fields.values().get(name));
  }

  public ByteString text(String name) throws RowException {
    return text(value(name), name);
  }

  /// A text for people and for keys; empty where the field is absent.
  public String name(String name) throws RowException {
    if (!has(name)) {
      return "";
    }
    return value(name) instanceof Json.Numeral(String literal)
        ? literal
        : text(name).toStringUtf8();
  }

  public Optional<Boolean> bool(String name) throws RowException {
    if (!has(name)) {
      return Optional.empty();
    }
    if (value(name) instanceof Json.Bool(boolean value)) {
      return Optional.of(value);
    }
    throw wrong(name, "true or false");
  }

  public Optional<Double> decimal(String name) throws RowException {
    if (!has(name)) {
      return Optional.empty();
    }
    if (value(name) instanceof Json.Numeral(String literal)) {
      return Optional.of(Double.valueOf(literal));
    }
    throw wrong(name, "a number");
  }

  public Optional<Long> integer(String name) throws RowException {
    if (!has(name)) {
      return Optional.empty();
    }
    if (value(name) instanceof Json.Numeral(String literal) && literal.matches("-?\\d{1,18}")) {
      return Optional.of(Long.valueOf(literal));
    }
    throw wrong(name, "a whole number");
  }

  /// A list of texts, or one text alone; numbers stand for themselves.
  public List<ByteString> texts(String name) throws RowException {
    Json value = value(name);
    if (!(value instanceof Json.Items(var items))) {
      return List.of(text(value, name));
    }
    List<ByteString> texts = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      texts.add(text(items.get(i), name + "[" + i + "]"));
    }
    return texts;
  }

  /// An object by itself.
  public Row row(String name) throws RowException {
    return of(value(name), path + name + ".");
  }

  public List<Row> rows(String name) throws RowException {
    if (!(value(name) instanceof Json.Items(var items))) {
      throw wrong(name, "a list of objects");
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      rows.add(of(items.get(i), path + name + "[" + i + "]."));
    }
    return rows;
  }

  public RowException wrong(String name, String expected) throws RowException {
    return new RowException(
        path + name + ": " + value(name).kind() + " (expected: " + expected + ")");
  }

  /// Names that are not among these.
  public Set<String> unknown(Set<String> known) {
    Set<String> names = new java.util.LinkedHashSet<>(fields.values().keySet());
    names.removeAll(known);
    return names;
  }

  private ByteString text(Json value, String name) throws RowException {
    return switch (value) {
      case Json.Text text -> text.bytes();
      case Json.Numeral(String literal) -> ByteString.copyFromUtf8(literal);
      case Json.Bool _, Json.Null _, Json.Items _, Json.Fields _ ->
          throw new RowException(path + name + ": " + value.kind() + " (expected: a string)");
    };
  }
}
