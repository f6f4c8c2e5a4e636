package fapo.genrm.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The smallest `tokenizer.json` that encodes any text: one token per byte, no merges.
final class ByteTokenizer {
  private static final List<String> SPECIAL =
      List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");

  private ByteTokenizer() {}

  /// @param vocabulary ids in all; special tokens have the last three, bytes the first
  static Map<String, Object> json(int vocabulary) {
    return Map.of(
        "version",
        "1.0",
        "added_tokens",
        special(vocabulary),
        "pre_tokenizer",
        byteLevel(),
        "decoder",
        byteLevel(),
        "model",
        Map.of("type", "BPE", "vocab", bytes(vocabulary), "merges", List.of()));
  }

  private static List<Map<String, Object>> special(int vocabulary) {
    int first = vocabulary - SPECIAL.size();
    List<Map<String, Object>> tokens = new ArrayList<>();
    for (String content : SPECIAL) {
      tokens.add(
          Map.of(
              "id",
              first + tokens.size(),
              "content",
              content,
              "single_word",
              false,
              "lstrip",
              false,
              "rstrip",
              false,
              "normalized",
              false,
              "special",
              true));
    }
    return tokens;
  }

  private static Map<String, Object> byteLevel() {
    return Map.of(
        "type", "ByteLevel", "add_prefix_space", false, "trim_offsets", false, "use_regex", false);
  }

  private static Map<String, Integer> bytes(int vocabulary) {
    Map<String, Integer> ids = new HashMap<>();
    int unseen = 256;
    for (int b = 0; b < 256; b++) {
      // Byte-level BPE writes each byte as a visible character: itself, or the next from 256 on.
      int character = visible(b) ? b : unseen++;
      if (b < vocabulary - SPECIAL.size()) {
        ids.put(Character.toString(character), b);
      }
    }
    return ids;
  }

  private static boolean visible(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
  }
}
