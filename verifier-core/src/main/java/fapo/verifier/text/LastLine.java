package fapo.verifier.text;

import fapo.verifier.mark.Edges;
import fapo.verifier.mark.Scan;
import fapo.verifier.mark.Span;
import org.jspecify.annotations.Nullable;

/// The last line of a response, where it is short enough to be an answer and not a sentence.
final class LastLine {
  private static final int LONGEST = 200;
  private static final int LONGEST_SENTENCE = 400;
  private static final int MOST_WORDS = 3;

  private LastLine() {}

  static @Nullable Span in(String text, int from, int to) {
    Span all = Edges.trim(text, from, to);
    int near = Math.max(all.start(), all.end() - LONGEST - 1);
    Span line = Edges.unwrap(text, Scan.lineStart(text, near, all.end()), all.end());
    if (line.empty() || line.length() > LONGEST) {
      return null;
    }
    boolean sentence = Sentences.words(text, line.start(), line.end(), MOST_WORDS + 1) > MOST_WORDS;
    if (sentence) {
      return null;
    }
    @Nullable Span bold = bold(text, line);
    return bold == null ? withoutLabel(text, line) : bold;
  }

  // `The result is **12**`: the one thing that is set in bold.
  private static @Nullable Span bold(String text, Span line) {
    int open = text.indexOf("**", line.start(), line.end());
    int close = open < 0 ? -1 : text.indexOf("**", open + 2, line.end());
    if (close < 0 || text.indexOf("**", close + 2, line.end()) >= 0) {
      return null;
    }
    Span inner = Edges.unwrap(text, open + 2, close);
    return inner.empty() || text.charAt(close - 1) == ':' ? null : inner;
  }

  /// What the last line sets in bold, and nothing else on it, behind its first words.
  static @Nullable Span bold(String text, int from, int to) {
    Span all = Edges.trim(text, from, to);
    int near = Math.max(all.start(), all.end() - LONGEST_SENTENCE);
    Span line = Edges.trim(text, Scan.lineStart(text, near, all.end()), all.end());
    @Nullable Span bold = bold(text, line);
    return bold == null || bold.start() - line.start() <= 2 ? null : bold;
  }

  // `result: 12`
  private static Span withoutLabel(String text, Span line) {
    for (int i = line.start(); i < line.end(); i++) {
      char c = text.charAt(i);
      if (c == ':' || c == '：') {
        Span value = Edges.unwrap(text, i + 1, line.end());
        return i - line.start() > 1 && !value.empty() ? value : line;
      }
      if (!Character.isLetter(c) && c != ' ' && c != '*') {
        return line;
      }
    }
    return line;
  }
}
