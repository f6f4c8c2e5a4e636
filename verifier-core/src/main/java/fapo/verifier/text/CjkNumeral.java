package fapo.verifier.text;

import org.jspecify.annotations.Nullable;

/// Whole numbers written in Chinese characters, up to 万 groups: 三, 十二, 一百零五, 三万二千.
final class CjkNumeral {
  private static final String DIGITS = "零一二三四五六七八九";
  private static final String UNITS = "十百千";
  private static final int LONGEST = 16;

  private CjkNumeral() {}

  /// The value in decimal digits, null where the text is anything else.
  static @Nullable String read(String text) {
    if (text.isEmpty() || text.length() > LONGEST || text.charAt(0) < 0x3007) {
      return null;
    }
    long total = 0;
    long group = 0;
    long digit = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int value = digit(c);
      int unit = UNITS.indexOf(c);
      if (value >= 0 && (digit <= 0)) {
        digit = value;
      } else if (unit >= 0) {
        group += (digit < 0 ? 1 : digit) * power(unit + 1);
        digit = -1;
      } else if (c == '万') {
        total = (total + group + Math.max(digit, 0)) * 10_000;
        group = 0;
        digit = -1;
      } else {
        return null;
      }
    }
    return Long.toString(total + group + Math.max(digit, 0));
  }

  private static int digit(char c) {
    return c == '两' ? 2 : c == '〇' ? 0 : DIGITS.indexOf(c);
  }

  private static long power(int tens) {
    return tens == 1 ? 10 : tens == 2 ? 100 : 1000;
  }
}
