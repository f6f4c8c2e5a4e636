package fapo.genrm.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The bytes each token stands for, as `tokenizer.json` has them.
///
/// Byte-level vocabularies only (Qwen, Llama 3): there the bytes of a text are those of its tokens,
/// one after another, and a character may be divided among several.
public final class TokenTable {
  private static final byte[] NOTHING = {};

  private final List<byte[]> bytes;
  private final BitSet special;

  private TokenTable(List<byte[]> bytes, BitSet special) {
    this.bytes = bytes;
    this.special = special;
  }

  /// @param file a `tokenizer.json`
  /// @throws IllegalArgumentException where it cannot be read as that, or is not byte-level
  public static TokenTable read(Path file) {
    JsonNode root = parse(file);
    if (!isByteLevel(root.path("decoder"))) {
      throw new IllegalArgumentException(
          "%s: decoder: %s (expected: ByteLevel)"
              .formatted(file, root.path("decoder").path("type").asString("none")));
    }
    TokenTable table = new TokenTable(new ArrayList<>(), new BitSet());
    for (Map.Entry<String, JsonNode> entry : root.path("model").path("vocab").properties()) {
      table.put(id(file, entry.getValue()), bytesOf(file, entry.getKey()));
    }
    if (table.size() == 0) {
      throw new IllegalArgumentException(file + ": model.vocab: empty (expected: tokens)");
    }
    for (JsonNode added : root.path("added_tokens")) {
      int id = id(file, added.path("id"));
      table.put(id, added.path("content").asString("").getBytes(StandardCharsets.UTF_8));
      table.special.set(id, added.path("special").asBoolean(false));
    }
    return table;
  }

  /// One more than the greatest id.
  public int size() {
    return bytes.size();
  }

  /// Refuses a model whose embedding lacks tokens of this table. It may have more: many are padded.
  ///
  /// @throws IllegalArgumentException where it does
  public void requireFits(int vocabulary) {
    if (size() > vocabulary) {
      throw new IllegalArgumentException(
          "vocabulary: %d (expected: >= %d, the tokens of tokenizer.json)"
              .formatted(vocabulary, size()));
    }
  }

  /// The bytes of a token; of special ones their spelling, and none where there is no such token.
  /// Not to be written to.
  byte[] bytes(int id) {
    return id < 0 || id >= bytes.size() ? NOTHING : bytes.get(id);
  }

  /// The token by itself as text; parts of characters as U+FFFD.
  public String spelling(int id) {
    return new String(bytes(id), StandardCharsets.UTF_8);
  }

  /// Whether it is markup, which no text shows.
  public boolean isSpecial(int id) {
    return id >= 0 && special.get(id);
  }

  /// The spellings of all special tokens.
  List<String> specialSpellings() {
    return special.stream().mapToObj(this::spelling).toList();
  }

  private void put(int id, byte[] spelled) {
    while (bytes.size() <= id) {
      bytes.add(NOTHING);
    }
    bytes.set(id, spelled);
  }

  private static JsonNode parse(Path file) {
    try {
      return JsonMapper.builder().build().readTree(file);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          file + ": " + e.getOriginalMessage() + " (expected: a tokenizer.json)", e);
    }
  }

  private static boolean isByteLevel(JsonNode decoder) {
    for (JsonNode part : decoder.path("decoders")) {
      if (isByteLevel(part)) {
        return true;
      }
    }
    return decoder.path("type").asString("").equals("ByteLevel");
  }

  private static int id(Path file, JsonNode node) {
    if (!node.isInt() || node.asInt() < 0) {
      throw new IllegalArgumentException(
          "%s: token id: %s (expected: an integer >= 0)".formatted(file, node));
    }
    return node.asInt();
  }

  /// Byte-level vocabularies write each byte as one character: printable ones of Latin-1 as
  /// themselves, the others in order from U+0100 (GPT-2's `bytes_to_unicode`).
  private static byte[] bytesOf(Path file, String written) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(written.length());
    for (int i = 0; i < written.length(); i++) {
      @Nullable Integer value = Alphabet.BYTES.get(written.charAt(i));
      if (value == null) {
        throw new IllegalArgumentException(
            "%s: token \"%s\" (expected: byte-level characters)".formatted(file, written));
      }
      out.write(value);
    }
    return out.toByteArray();
  }

  private static final class Alphabet {
    static final Map<Character, Integer> BYTES = build();

    private static Map<Character, Integer> build() {
      Map<Character, Integer> bytes = new HashMap<>();
      char next = 0x100;
      for (int value = 0; value < 256; value++) {
        boolean printable = (value > ' ' && value < 0x7F) || (value > 0xA0 && value != 0xAD);
        bytes.put(printable ? (char) value : next++, value);
      }
      return Map.copyOf(bytes);
    }
  }
}
