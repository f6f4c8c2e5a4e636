package fapo.verifier.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the last answer box: `\boxed{…}`, `\fbox{…}`, `\framebox{…}`, and their misspellings
/// `\beginboxed{…}` and `oxed{…}`. One pass over the text, whatever it holds.
public final class Boxes {
  private static final String[] WORDS = {"oxed", "fbox", "framebox"};

  private Boxes() {}

  /// The contents of the box that closes last, so that of nested boxes the outer one counts; where
  /// no box closes, the rest of the line of the last one opened.
  static @Nullable Span last(String text, int from, int to) {
    int first = firstWord(text, from, to);
    if (first < 0) {
      return null;
    }
    int[] opened = new int[16];
    int depth = 0;
    @Nullable Span last = null;
    int bare = -1;
    for (int i = first; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < to && "{}\\".indexOf(text.charAt(i + 1)) >= 0) {
        i++;
      } else if (c == '{') {
        if (depth == opened.length) {
          opened = Arrays.copyOf(opened, depth * 2);
        }
        boolean box = endsWithBoxWord(text, from, i);
        opened[depth++] = box ? i : -1;
        bare = box ? i + 1 : bare;
      } else if (c == '}' && depth > 0) {
        int open = opened[--depth];
        last = open >= 0 ? new Span(open + 1, i) : last;
      }
    }
    if (last != null) {
      return last;
    }
    return bare >= 0 ? restOfLine(text, bare, to) : withoutBraces(text, from, to);
  }

  /// The contents of the last box of a text, the text itself where there is none.
  public static String sole(String text) {
    @Nullable Span box = last(text, 0, text.length());
    return box == null ? text : text.substring(box.start(), box.end());
  }

  /// Whether a box opens anywhere in the text.
  public static boolean any(String text) {
    return firstWord(text, 0, text.length()) >= 0;
  }

  private static int firstWord(String text, int from, int to) {
    int first = -1;
    for (String word : WORDS) {
      int at = text.indexOf(word, from);
      if (at >= 0 && at < to && (first < 0 || at < first)) {
        first = at;
      }
    }
    return first;
  }

  private static boolean endsWithBoxWord(String text, int from, int brace) {
    int end = brace;
    while (end > from && text.charAt(end - 1) == ' ') {
      end--;
    }
    for (String word : WORDS) {
      if (end - word.length() >= from && text.startsWith(word, end - word.length())) {
        return true;
      }
    }
    return false;
  }

  // `\boxed 5`
  private static @Nullable Span withoutBraces(String text, int from, int to) {
    int at = text.lastIndexOf("\\boxed ", to - 1);
    if (at < from) {
      return null;
    }
    int start = at + "\\boxed ".length();
    int end = start;
    while (end < to && !Edges.blank(text.charAt(end)) && text.charAt(end) != '$') {
      end++;
    }
    return new Span(start, end);
  }

  private static Span restOfLine(String text, int start, int to) {
    int end = text.indexOf('\n', start);
    return new Span(start, end < 0 || end > to ? to : end);
  }
}
