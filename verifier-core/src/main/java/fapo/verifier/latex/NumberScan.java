package fapo.verifier.latex;

/// Finds where a number ends: digits with groups of three, a decimal part, an exponent.
///
/// Groups (`1,234`, `1{,}234`, `1\,234`, `1 234`) are one number only outside brackets and only if
/// every group after the first has 3 digits.
final class NumberScan {
  private static final String[] SEPARATORS = {"{,}", ",\\!", "\\,", "\\!", "\\ ", ","};

  private NumberScan() {}

  /// @param grouping whether groups may be read here
  /// @param before tokens before this number; groups set apart by a space alone need to be alone
  static int end(String text, int start, boolean grouping, int before) {
    int end = digits(text, start);
    if (grouping && end - start <= 3 && end > start && text.charAt(start) != '0') {
      end = groups(text, end, before);
    } else if (end > start) {
      end = braced(text, start, end);
    }
    end = decimals(text, end);
    return exponent(text, end);
  }

  // Inside brackets a comma separates items, but `{,}` and `\,` still group.
  private static int braced(String text, int start, int end) {
    int at = end;
    while (at - start >= 1 && end - start <= 3) {
      int separator = text.startsWith("{,}", at) ? 3 : text.startsWith(",\\!", at) ? 3 : 0;
      if (separator == 0 || digits(text, at + separator) != at + separator + 3) {
        return at;
      }
      at += separator + 3;
    }
    return at;
  }

  private static int groups(String text, int first, int before) {
    int at = first;
    while (true) {
      int separator = separator(text, at, before);
      int group = separator == 0 ? at : digits(text, at + separator);
      if (separator == 0 || group - at - separator != 3) {
        return separator == 1 && group > at + 1 && text.charAt(at) == ',' ? first : at;
      }
      at = group;
    }
  }

  private static int separator(String text, int at, int before) {
    for (String separator : SEPARATORS) {
      if (text.startsWith(separator, at)) {
        return separator.length();
      }
    }
    return before == 0 && text.startsWith(" ", at) ? 1 : 0;
  }

  private static int decimals(String text, int end) {
    if (end >= text.length() || text.charAt(end) != '.' || text.startsWith("..", end)) {
      return end;
    }
    return digits(text, end + 1);
  }

  private static int exponent(String text, int end) {
    if (end >= text.length() || (text.charAt(end) != 'e' && text.charAt(end) != 'E')) {
      return end;
    }
    int at = end + 1;
    if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      at++;
    }
    int last = digits(text, at);
    boolean letter = last < text.length() && Character.isLetter(text.charAt(last));
    return last > at && !letter ? last : end;
  }

  static int digits(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
