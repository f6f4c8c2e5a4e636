package fapo.genrm.oracle;

import fapo.genrm.checkpoint.DecoderSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The smallest `tokenizer.json` that encodes any text: one token per byte, no merges.
final class ByteTokenizer {
  private static final List<String> SPECIAL =
      List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");

  private ByteTokenizer() {}

  /// How many bytes have a token: all 256, but in a vocabulary too small for them.
  static int bytes(DecoderSpec spec) {
    return Math.min(256, spec.vocabulary() - SPECIAL.size());
  }

  /// The id of `<|im_end|>`. Readers number added tokens on from the model's own, so they follow
  /// the bytes at once and rows beyond them stay without a token, as in padded tables.
  static int end(DecoderSpec spec) {
    return bytes(spec) + SPECIAL.size() - 1;
  }

  static Map<String, Object> json(DecoderSpec spec) {
    return Map.of(
        "version",
        "1.0",
        "added_tokens",
        special(bytes(spec)),
        "pre_tokenizer",
        byteLevel(),
        "decoder",
        byteLevel(),
        "model",
        Map.of("type", "BPE", "vocab", ids(bytes(spec)), "merges", List.of()));
  }

  private static List<Map<String, Object>> special(int first) {
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

  private static Map<String, Integer> ids(int bytes) {
    Map<String, Integer> ids = new HashMap<>();
    int unseen = 256;
    for (int b = 0; b < 256; b++) {
      // Byte-level BPE writes each byte as a visible character: itself, or the next from 256 on.
      int character = visible(b) ? b : unseen++;
      if (b < bytes) {
        ids.put(Character.toString(character), b);
      }
    }
    return ids;
  }

  private static boolean visible(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
  }
}
