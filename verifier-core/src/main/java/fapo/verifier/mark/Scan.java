package fapo.verifier.mark;

/// Searches that stay linear and cheap whether what is looked for is rare or everywhere.
public final class Scan {
  private static final int NEAR = 8;

  private Scan() {}

  /// The next place of a character in `[from, to)`, -1 where there is none.
  public static int next(String text, char c, int from, int to) {
    int near = Math.min(to, from + NEAR);
    for (int i = from; i < near; i++) {
      if (text.charAt(i) == c) {
        return i;
      }
    }
    return near >= to ? -1 : text.indexOf(c, near, to);
  }

  /// The next place of a word in `[from, to)`, -1 where there is none.
  public static int next(String text, String word, int from, int to) {
    char first = word.charAt(0);
    int near = Math.min(to - word.length(), from + NEAR);
    for (int i = from; i <= near; i++) {
      if (text.charAt(i) == first && text.startsWith(word, i)) {
        return i;
      }
    }
    return near >= to - word.length() ? -1 : text.indexOf(word, near, to);
  }

  /// The last place of a character in `[from, to)`, -1 where there is none.
  public static int last(String text, char c, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (text.charAt(i) == c) {
        return i;
      }
    }
    return -1;
  }

  /// The start of the line that `at` is on, not before `from`.
  public static int lineStart(String text, int from, int at) {
    return Math.max(from, last(text, '\n', from, at) + 1);
  }

  /// The end of the line that `at` is on, at most `to`.
  public static int lineEnd(String text, int at, int to) {
    int end = text.indexOf('\n', at, to);
    return end < 0 ? to : end;
  }

  /// Whether one of the words stands at `at`, whatever its case; the end of it, or -1.
  public static int word(String text, int at, int to, String[] words) {
    for (String word : words) {
      int end = at + word.length();
      if (end <= to
          && text.regionMatches(true, at, word, 0, word.length())
          && (end == to || !Character.isLetterOrDigit(text.charAt(end)))) {
        return end;
      }
    }
    return -1;
  }
}
