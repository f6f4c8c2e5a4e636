package fapo.genrm.tokenizer;

import java.nio.file.Path;

/// The small tokenizer of the tests.
public final class TestTokenizer {
  /// Where tests find their rows.
  public static final Path FOLDER = Path.of("../testdata/genrm-engine/tokenizer");

  private TestTokenizer() {}

  public static Tokenizer read() {
    return Tokenizer.read(FOLDER.resolve("tokenizer.json"));
  }
}
