package fapo.genrm.tokenizer;

/// Characters out of bytes that come in parts.
///
/// What can be no character becomes U+FFFD, one for each longest beginning of a character (the
/// UTF-8 decoder of the WHATWG Encoding standard). Java's own decoder makes one of three bytes that
/// spell a surrogate, where tokenizers make three.
final class Utf8 {
  private static final int LEAST = 0x80;
  private static final int GREATEST = 0xBF;
  private static final char REPLACEMENT = '\uFFFD';

  private int codePoint;
  private int missing;

  /// What the next byte of the character must lie between.
  private int least = LEAST;

  private int greatest = GREATEST;

  /// Adds the characters that are complete with these bytes.
  void decode(byte[] bytes, StringBuilder out) {
    for (byte each : bytes) {
      int value = each & 0xFF;
      if (missing > 0 && (value < least || value > greatest)) {
        finish(out);
      }
      if (missing > 0) {
        proceed(value, out);
      } else {
        begin(value, out);
      }
    }
  }

  /// Adds U+FFFD where a character is incomplete.
  void finish(StringBuilder out) {
    if (missing > 0) {
      out.append(REPLACEMENT);
      missing = 0;
      least = LEAST;
      greatest = GREATEST;
    }
  }

  private void begin(int value, StringBuilder out) {
    if (value < 0x80) {
      out.append((char) value);
    } else if (value < 0xC2 || value > 0xF4) {
      out.append(REPLACEMENT);
    } else if (value < 0xE0) {
      missing = 1;
      codePoint = value & 0x1F;
    } else if (value < 0xF0) {
      missing = 2;
      codePoint = value & 0x0F;
      least = value == 0xE0 ? 0xA0 : LEAST;
      greatest = value == 0xED ? 0x9F : GREATEST;
    } else {
      missing = 3;
      codePoint = value & 0x07;
      least = value == 0xF0 ? 0x90 : LEAST;
      greatest = value == 0xF4 ? 0x8F : GREATEST;
    }
  }

  private void proceed(int value, StringBuilder out) {
    codePoint = (codePoint << 6) | (value & 0x3F);
    least = LEAST;
    greatest = GREATEST;
    missing--;
    if (missing == 0) {
      out.appendCodePoint(codePoint);
    }
  }
}
