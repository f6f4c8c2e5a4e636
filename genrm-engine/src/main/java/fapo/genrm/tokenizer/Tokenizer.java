package fapo.genrm.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// The tokenizer of a checkpoint, as its `tokenizer.json` says. Needs no network. Safe for use by
/// several threads.
public final class Tokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer encoder;
  private final TokenTable table;

  private Tokenizer(HuggingFaceTokenizer encoder, TokenTable table) {
    this.encoder = encoder;
    this.table = table;
  }

  /// @param file a `tokenizer.json`
  /// @throws IllegalArgumentException where it is none, or none that is byte-level
  /// @throws UncheckedIOException where it cannot be read
  public static Tokenizer read(Path file) {
    TokenTable table = TokenTable.read(file);
    NativeLibrary.prepare();
    try {
      HuggingFaceTokenizer encoder =
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(file)
              .optAddSpecialTokens(false)
              .optTruncation(false)
              .optPadding(false)
              .build();
      return new Tokenizer(encoder, table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What tokens are as bytes.
  public TokenTable table() {
    return table;
  }

  /// Spellings of special tokens become these tokens.
  public int[] encode(String text) {
    return Arrays.stream(encoder.encode(text, false, false).getIds())
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  /// Spellings of special tokens become these tokens in markup only: where one touches a content
  /// the text is encoded in two parts, divided behind the first character of the spelling.
  public int[] encode(Prompt prompt) {
    NavigableSet<Integer> cuts = new TreeSet<>();
    for (String spelling : table.specialSpellings()) {
      addCuts(cuts, prompt, spelling);
    }
    cuts.add(prompt.text().length());
    int[] ids = {};
    int from = 0;
    for (int cut : cuts) {
      int[] part = encode(prompt.text().substring(from, cut));
      ids = Arrays.copyOf(ids, ids.length + part.length);
      System.arraycopy(part, 0, ids, ids.length - part.length, part.length);
      from = cut;
    }
    return ids;
  }

  /// All but special tokens.
  public String decode(int[] ids) {
    Detokenizer detokenizer = new Detokenizer(table);
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append(detokenizer.accept(id));
    }
    return text.append(detokenizer.finish()).toString();
  }

  @Override
  public void close() {
    encoder.close();
  }

  private static void addCuts(NavigableSet<Integer> cuts, Prompt prompt, String spelling) {
    List<Prompt.Range> contents = prompt.contents();
    int at = prompt.text().indexOf(spelling);
    int next = 0;
    while (at >= 0) {
      int end = at + spelling.length();
      while (next < contents.size() && contents.get(next).to() <= at) {
        next++;
      }
      if (next < contents.size() && contents.get(next).overlaps(at, end)) {
        cuts.add(at + 1);
      }
      at = prompt.text().indexOf(spelling, at + 1);
    }
  }
}
