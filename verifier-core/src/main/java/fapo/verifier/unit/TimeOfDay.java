package fapo.verifier.unit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A time of day: `20:34`, `20:34:00`, `08:34 P.M.`
///
/// @param second from midnight, 0 to 86,399
/// @param certain written with seconds or a half of the day, so that it is no ratio
public record TimeOfDay(int second, boolean certain) {
  private static final int LONGEST = 16;
  private static final int LONGEST_WRITTEN = 64;
  private static final Pattern STYLE =
      Pattern.compile("\\\\(?:displaystyle|text(?:rm|bf)?|math(?:rm|bf)|[,;:! ])|[{}~]");

  /// The time that the whole text is; null where it is none.
  public static @Nullable TimeOfDay read(String text) {
    if (text.length() > LONGEST_WRITTEN) {
      return null;
    }
    String plain = plain(text).strip();
    if (plain.length() < 4 || plain.length() > LONGEST || plain.indexOf(':') < 1) {
      return null;
    }
    int half = half(plain);
    String digits = half < 0 ? plain : plain.substring(0, halfStart(plain)).strip();
    String[] parts = digits.split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      return null;
    }
    int hour = number(parts[0], 1, 23);
    int minute = number(parts[1], 2, 59);
    int second = parts.length == 3 ? number(parts[2], 2, 59) : 0;
    if (hour < 0 || minute < 0 || second < 0 || (half >= 0 && (hour == 0 || hour > 12))) {
      return null;
    }
    int hours = half < 0 ? hour : hour % 12 + half;
    return new TimeOfDay(hours * 3600 + minute * 60 + second, half >= 0 || parts.length == 3);
  }

  private static String plain(String text) {
    return text.indexOf('\\') < 0 ? text : STYLE.matcher(text).replaceAll("");
  }

  // 0 for a.m., 12 for p.m., -1 where neither is written.
  private static int half(String text) {
    String letters = text.substring(halfStart(text)).replace(".", "");
    return letters.equalsIgnoreCase("am") ? 0 : letters.equalsIgnoreCase("pm") ? 12 : -1;
  }

  private static int halfStart(String text) {
    int start = text.length();
    while (start > 0 && "aApPmM.".indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    return start;
  }

  private static int number(String digits, int least, int most) {
    if (digits.length() < least || digits.length() > 2) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value <= most ? value : -1;
  }
}
