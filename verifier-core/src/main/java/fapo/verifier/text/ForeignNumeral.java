package fapo.verifier.text;

import org.jspecify.annotations.Nullable;

/// Numbers written in other digits than `0` to `9`: in Chinese characters up to 万 groups (三, 十二,
/// 一百零五, 三万二千), in Arabic, Devanagari or Bengali digits (٥, ५, ৫).
final class ForeignNumeral {
  private static final String DIGITS = "零一二三四五六七八九";
  private static final String UNITS = "十百千";
  private static final int LONGEST = 16;
  // The Arabic zero; what lies before are the digits of Latin text.
  private static final char FIRST_DIGIT = '\u0660';

  private ForeignNumeral() {}

  /// The value in decimal digits, null where the text is anything else.
  static @Nullable String read(String text) {
    if (text.isEmpty() || text.length() > LONGEST || text.charAt(0) < FIRST_DIGIT) {
      return null;
    }
    return text.charAt(0) < 0x3007 ? decimal(text) : chinese(text);
  }

  private static @Nullable String decimal(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = Character.digit(c, 10);
      boolean point = c == '.' || c == '٫';
      if (digit < 0 && !point) {
        return null;
      }
      digits.append(point ? "." : Integer.toString(digit));
    }
    return digits.toString();
  }

  private static @Nullable String chinese(String text) {
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
