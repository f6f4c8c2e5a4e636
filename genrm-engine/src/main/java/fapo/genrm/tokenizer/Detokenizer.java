package fapo.genrm.tokenizer;

/// The text of tokens as they come, always in whole characters. Each token costs time in proportion
/// to its own length.
///
/// Bytes that can be no character become U+FFFD as soon as that is certain.
public final class Detokenizer {
  private final TokenTable table;
  private final Utf8 characters = new Utf8();

  public Detokenizer(TokenTable table) {
    this.table = table;
  }

  /// @return what is certain now; nothing of special tokens
  public String accept(int token) {
    if (table.isSpecial(token)) {
      return "";
    }
    byte[] bytes = table.bytes(token);
    StringBuilder text = new StringBuilder(bytes.length);
    characters.decode(bytes, text);
    return text.toString();
  }

  /// @return U+FFFD where a character is incomplete
  public String finish() {
    StringBuilder text = new StringBuilder(1);
    characters.finish(text);
    return text.toString();
  }
}
