package fapo.verifier.fuzz;

import fapo.verifier.compare.CheckOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What some bytes ask of the verifier.
///
/// The first byte says how the rest is read: as UTF-8 (0), as UTF-16 with whatever surrogates (1),
/// as pieces of answers (2), as expressions (3), or as an expression against itself inside
/// something else (4). Options follow, then the candidate and the reference, a byte 255 between.
record FuzzedCheck(String candidate, String reference, CheckOptions options) {
  private static final int END = 255;
  private static final int WAYS = 5;

  static FuzzedCheck of(byte[] input) {
    Bytes bytes = new Bytes(input);
    int way = bytes.take(WAYS);
    CheckOptions options = Settings.of(bytes);
    return switch (way) {
      case 0 -> new FuzzedCheck(utf8(bytes), utf8(bytes), options);
      case 1 -> new FuzzedCheck(utf16(bytes), utf16(bytes), options);
      case 2 -> new FuzzedCheck(Grammar.pieces(bytes), Grammar.pieces(bytes), options);
      case 3 -> new FuzzedCheck(Grammar.expression(bytes), Grammar.expression(bytes), options);
      default -> {
        String inner = Grammar.expression(bytes);
        yield new FuzzedCheck(inner, Grammar.pieces(bytes) + inner, options);
      }
    };
  }

  /// The bytes that ask this with the options as shipped.
  static byte[] seed(String candidate, String reference) {
    byte[] first = candidate.getBytes(StandardCharsets.UTF_8);
    byte[] second = reference.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(first.length + second.length + 3);
    bytes.put((byte) 0).put((byte) 0).put(first).put((byte) END).put(second);
    return bytes.array();
  }

  private static String utf8(Bytes bytes) {
    return new String(bytes.until(END), StandardCharsets.UTF_8);
  }

  // Two bytes a character, so that every surrogate may stand alone.
  private static String utf16(Bytes bytes) {
    ByteBuffer units = ByteBuffer.wrap(bytes.until(END));
    StringBuilder text = new StringBuilder(units.limit() / 2);
    while (units.remaining() > 1) {
      text.append(units.getChar());
    }
    return text.toString();
  }
}
