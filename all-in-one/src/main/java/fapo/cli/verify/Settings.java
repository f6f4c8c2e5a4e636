package fapo.cli.verify;

import com.google.protobuf.ByteString;
import fapo.cli.json.Json;
import fapo.cli.json.JsonReader;
import fapo.cli.json.JsonSyntaxException;
import fapo.cli.rows.Row;
import fapo.cli.rows.RowException;
import fapo.verifier.compare.CheckOptions;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `NAME=VALUE` as a row would say it: `"NAME": VALUE`.
public final class Settings {
  private Settings() {}

  /// @param words `ordered_list=true`, `relative_tolerance=0.01`; the names are those of a row
  public static CheckOptions of(List<String> words, CheckOptions defaults) throws RowException {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new RowException("'" + word + "' (expected: NAME=VALUE)");
      }
      fields.put(word.substring(0, equals), value(word.substring(equals + 1)));
    }
    Row row = new Row(new Json.Fields(fields), "");
    for (String name : row.unknown(VerifyRow.SETTINGS)) {
      throw new RowException(
          name + ": unknown (expected: " + String.join(", ", VerifyRow.SETTINGS) + ")");
    }
    return VerifyRow.options(row, defaults);
  }

  // Numbers and true, false as JSON; all else is a text.
  private static Json value(String word) {
    try {
      Json value = JsonReader.read(word.getBytes(StandardCharsets.UTF_8));
      if (value instanceof Json.Bool || value instanceof Json.Numeral) {
        return value;
      }
    } catch (JsonSyntaxException _) {
      // a text
    }
    return new Json.Text(ByteString.copyFromUtf8(word));
  }
}
