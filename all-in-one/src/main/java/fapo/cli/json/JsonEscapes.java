package fapo.cli.json;

import java.io.ByteArrayOutputStream;

/// The rest of a string that holds escapes, as bytes.
///
/// `\\u` escapes become UTF-8; half of a surrogate pair becomes the three bytes UTF-8 forbids, so
/// that whoever checks the text sees that it is malformed.
final class JsonEscapes {
  private final byte[] in;
  private final ByteArrayOutputStream out;
  private int at;

  JsonEscapes(byte[] in, int start) {
    this.in = in;
    this.at = start;
    this.out = new ByteArrayOutputStream(256);
  }

  byte[] read(JsonReader reader) throws JsonSyntaxException {
    while (true) {
      int run = at;
      while (at < in.length && in[at] != '"' && in[at] != '\\' && JsonReader.plain(in[at])) {
        at++;
      }
      out.write(in, run, at - run);
      if (at >= in.length || !JsonReader.plain(in[at])) {
        throw JsonReader.unexpected(in, at, "a string that ends with '\"'");
      }
      if (in[at] == '"') {
        reader.resumeAt(at + 1);
        return out.toByteArray();
      }
      escape();
    }
  }

  private void escape() throws JsonSyntaxException {
    at++;
    int letter = at < in.length ? in[at] : -1;
    switch (letter) {
      case '"', '\\', '/' -> out.write(letter);
      case 'b' -> out.write('\b');
      case 'f' -> out.write('\f');
      case 'n' -> out.write('\n');
      case 'r' -> out.write('\r');
      case 't' -> out.write('\t');
      case 'u' -> {
        codePoint();
        return;
      }
      default -> throw JsonReader.unexpected(in, at, "an escape: one of \"\\/bfnrtu");
    }
    at++;
  }

  private void codePoint() throws JsonSyntaxException {
    at++;
    int unit = hex();
    if (Character.isHighSurrogate((char) unit)
        && at + 1 < in.length
        && in[at] == '\\'
        && in[at + 1] == 'u') {
      int before = at;
      at += 2;
      int low = hex();
      if (Character.isLowSurrogate((char) low)) {
        write(Character.toCodePoint((char) unit, (char) low));
        return;
      }
      at = before;
    }
    write(unit);
  }

  private int hex() throws JsonSyntaxException {
    int value = 0;
    for (int i = 0; i < 4; i++, at++) {
      int digit = at < in.length ? Character.digit(in[at], 16) : -1;
      if (digit < 0) {
        throw JsonReader.unexpected(in, at, "four hex digits");
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private void write(int codePoint) {
    if (codePoint < 0x80) {
      out.write(codePoint);
    } else if (codePoint < 0x800) {
      out.write(0xC0 | (codePoint >> 6));
      out.write(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
      out.write(0xE0 | (codePoint >> 12));
      out.write(0x80 | ((codePoint >> 6) & 0x3F));
      out.write(0x80 | (codePoint & 0x3F));
    } else {
      out.write(0xF0 | (codePoint >> 18));
      out.write(0x80 | ((codePoint >> 12) & 0x3F));
      out.write(0x80 | ((codePoint >> 6) & 0x3F));
      out.write(0x80 | (codePoint & 0x3F));
    }
  }
}
