package fapo.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
  private static Json read(String text) throws JsonSyntaxException {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] text(String json) throws JsonSyntaxException {
    return ((Json.Text) read(json)).bytes().toByteArray();
  }

  @Test
  void writesWhatItRead() throws JsonSyntaxException {
    String json = "{\"a\": [1, -2.5e3, true, false, null], \"b\": {\"c\": \"d\"}, \"e\": []}";

    assertThat(new JsonWriter().begin().field("x", read(json)).end().toString())
        .isEqualTo("{\"x\": " + json + "}");
  }

  @Test
  void resolvesEveryEscape() throws JsonSyntaxException {
    assertThat(text("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20ac\\ud83d\\ude00\""))
        .isEqualTo("\"\\/\b\f\n\r\té€😀".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsBytesThatAreNotUtf8() throws JsonSyntaxException {
    byte[] in = {'"', 'a', (byte) 0xFF, (byte) 0xC3, '"'};

    Json.Text text = (Json.Text) JsonReader.read(in);

    assertThat(text.bytes().toByteArray()).containsExactly('a', 0xFF, 0xC3);
    assertThat(text.bytes().isValidUtf8()).isFalse();
  }

  @Test
  void keepsNulAndMakesHalfASurrogatePairMalformed() throws JsonSyntaxException {
    assertThat(text("\"\\u0000\"")).containsExactly(0);
    assertThat(((Json.Text) read("\"\\ud800x\"")).bytes().isValidUtf8()).isFalse();
    assertThat(((Json.Text) read("\"\\ud800\\ud800\\udc00\"")).bytes().isValidUtf8()).isFalse();
  }

  @Test
  void namesTheColumnOfWhatIsNotJson() {
    assertThatThrownBy(() -> read("{\"a\": 1,}"))
        .hasMessage("column 9: '}' (expected: a field name in quotes)");
    assertThatThrownBy(() -> read("{\"a\": \"b"))
        .hasMessage("column 9: the line ends (expected: a string that ends with '\"')");
    assertThatThrownBy(() -> read("{\"a\": \"b\u0001\"}"))
        .hasMessage("column 9: byte 0x01 (expected: a string that ends with '\"')");
    assertThatThrownBy(() -> read("01"))
        .hasMessage("column 2: '1' (expected: no digits after a leading 0)");
    assertThatThrownBy(() -> read("1 2"))
        .hasMessage("column 3: '2' (expected: the end of the line)");
    assertThatThrownBy(() -> read("NaN")).hasMessage("column 1: 'N' (expected: a JSON value)");
    assertThatThrownBy(() -> read(""))
        .hasMessage("column 1: the line ends (expected: a JSON value)");
    assertThatThrownBy(() -> read("\"\\x\"")).hasMessageContaining("column 3: 'x'");
    assertThatThrownBy(() -> read("\"\\u12g4\"")).hasMessageContaining("four hex digits");
  }

  @Test
  void refusesAFieldTwiceAndEndlessNesting() {
    assertThatThrownBy(() -> read("{\"a\": 1, \"a\": 2}"))
        .hasMessage("column 10: 'a' again (expected: each field once)");
    assertThatThrownBy(() -> read("[".repeat(100_000))).hasMessageContaining("at most 64 levels");
  }

  @Test
  void quotesWhatJsonCannotHold() {
    String line = new JsonWriter().begin().field("a", "\"\\\n\u0000\ud800x").end().toString();

    assertThat(line).isEqualTo("{\"a\": \"\\\"\\\\\\n\\u0000\\ud800x\"}");
  }
}
