package fapo.verifier.text;

import org.jspecify.annotations.Nullable;

/// The last line of a response, where it is short enough to be an answer and not a sentence.
final class LastLine {
  private static final int LONGEST = 200;
  private static final int MOST_WORDS = 3;

  private LastLine() {}

  static @Nullable Span in(String text, int from, int to) {
    Span all = Edges.trim(text, from, to);
    int start = text.lastIndexOf('\n', all.end() - 1) + 1;
    Span line = Edges.unwrap(text, Math.max(start, all.start()), all.end());
    if (line.empty() || line.end() - line.start() > LONGEST) {
      return null;
    }
    return words(text, line) <= MOST_WORDS ? line : null;
  }

  private static int words(String text, Span line) {
    int words = 0;
    int letters = 0;
    boolean command = false;
    for (int i = line.start(); i <= line.end(); i++) {
      char c = i < line.end() ? text.charAt(i) : ' ';
      if (Character.isLetter(c)) {
        letters++;
      } else {
        words += letters >= 2 && !command ? 1 : 0;
        letters = 0;
        command = c == '\\';
      }
    }
    return words;
  }
}
