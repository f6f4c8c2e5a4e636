package fapo.verifier.mark;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds answer boxes: `\boxed{…}`, `\fbox{…}`, `\framebox{…}`, and their misspellings
/// `\beginboxed{…}` and `oxed{…}`. One pass over the text, whatever it holds.
public final class Boxes {
  private static final int MOST = 16;

  private final String text;
  private final int first;
  private final int to;

  private Boxes(String text, int first, int to) {
    this.text = text;
    this.first = first;
    this.to = to;
  }

  /// The boxes of a stretch.
  public static Boxes in(String text, int from, int to) {
    return new Boxes(text, firstWord(text, from, to), to);
  }

  /// Whether a box opens anywhere in the stretch.
  public boolean any() {
    return first >= 0;
  }

  /// The contents of the last boxes that close, in order, at most 16; of nested boxes the outer
  /// one.
  public List<Span> closed() {
    return first < 0 ? List.of() : List.copyOf(scan(text, first, to));
  }

  /// The rest of the line of the last box that opens, for a text in which none closes, or what
  /// follows a `\boxed` without braces; null where no box opens.
  public @Nullable Span open() {
    if (first < 0) {
      return null;
    }
    for (int i = to - 1; i > first; i--) {
      if (text.charAt(i) == '{' && opensBox(text, first, i)) {
        return new Span(i + 1, Scan.lineEnd(text, i, to));
      }
    }
    return withoutBraces(text, first, to);
  }

  private static Deque<Span> scan(String text, int first, int to) {
    Deque<Span> closed = new ArrayDeque<>(MOST + 1);
    int[] opened = new int[16];
    int depth = 0;
    for (int i = first; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < to && escapes(text.charAt(i + 1))) {
        i++;
      } else if (c == '{') {
        if (depth == opened.length) {
          opened = Arrays.copyOf(opened, depth * 2);
        }
        opened[depth++] = opensBox(text, first, i) ? i + 1 : -1;
      } else if (c == '}' && depth > 0) {
        int open = opened[--depth];
        if (open >= 0) {
          close(closed, new Span(open, i));
        }
      }
    }
    return closed;
  }

  private static void close(Deque<Span> closed, Span box) {
    while (!closed.isEmpty() && closed.getLast().start() > box.start()) {
      closed.removeLast();
    }
    closed.addLast(box);
    if (closed.size() > MOST) {
      closed.removeFirst();
    }
  }

  /// Where the command of a box begins: the backslash of `\boxed`.
  ///
  /// @param contents of the box
  public static int command(String text, Span contents, int from) {
    int at = contents.start() - 1;
    while (at > from && text.charAt(at - 1) == ' ') {
      at--;
    }
    while (at > from && Character.isLetter(text.charAt(at - 1))) {
      at--;
    }
    while (at > from && text.charAt(at - 1) == '\\') {
      at--;
    }
    return at;
  }

  private static boolean escapes(char c) {
    return c == '{' || c == '}' || c == '\\';
  }

  // "a boxed lunch" opens no box.
  private static int firstWord(String text, int from, int to) {
    for (int at = Scan.next(text, "ox", from, to);
        at >= 0;
        at = Scan.next(text, "ox", at + 2, to)) {
      boolean ed = at + 3 < to && text.charAt(at + 2) == 'e' && text.charAt(at + 3) == 'd';
      int after = ed ? at + 4 : at + 2;
      while (after < to && Edges.blank(text.charAt(after))) {
        after++;
      }
      boolean opens = after < to && text.charAt(after) == '{' && opensBox(text, from, after);
      if (opens || (ed && at - 2 >= from && text.startsWith("\\b", at - 2))) {
        return at;
      }
    }
    return -1;
  }

  private static boolean opensBox(String text, int from, int brace) {
    int end = brace;
    while (end > from && Edges.blank(text.charAt(end - 1))) {
      end--;
    }
    if (end - 4 < 0) {
      return false;
    }
    char last = text.charAt(end - 1);
    if (last == 'd') {
      return text.startsWith("oxe", end - 4);
    }
    return last == 'x'
        && (text.startsWith("fbo", end - 4) || (end >= 8 && text.startsWith("framebo", end - 8)));
  }

  // `\boxed 5`, `\boxed5`
  private static @Nullable Span withoutBraces(String text, int first, int to) {
    int at = text.indexOf("\\boxed", Math.max(0, first - 2), to);
    if (at < 0) {
      return null;
    }
    int start = at + "\\boxed".length();
    boolean spaced = start < to && text.charAt(start) == ' ';
    if (!spaced && (start >= to || !Character.isDigit(text.charAt(start)))) {
      return null;
    }
    start += spaced ? 1 : 0;
    int end = start;
    while (end < to && !Edges.blank(text.charAt(end)) && text.charAt(end) != '$') {
      end++;
    }
    return new Span(start, end);
  }
}
