package fapo.verifier.text;

import fapo.verifier.mark.MathSpans;
import fapo.verifier.mark.Scan;
import fapo.verifier.mark.Span;
import fapo.verifier.text.Extracted.Source;
import org.jspecify.annotations.Nullable;

/// Joins math between delimiters that together is one answer: `$x = 3$ or $x = -2$`. Between two
/// parts stands nothing but commas and words for "and" and "or".
final class JoinedMath {
  private static final int APART = 24;
  private static final int MOST = 8;
  private static final int MAX_BACK = 1000;
  private static final String[] ANDS = {
    "and", "or", "et", "ou", "und", "oder", "y", "o", "e", "text", "quad", "respectively"
  };

  private JoinedMath() {}

  /// Null where the last math stands alone.
  static @Nullable Extracted in(String text, int from, int to) {
    @Nullable Span part = MathSpans.last(text, from, to);
    StringBuilder joined = new StringBuilder(part == null ? "" : part.of(text));
    int parts = 0;
    int start = part == null ? from : part.start();
    while (part != null && parts < MOST) {
      int open = opening(text, from, part.start());
      @Nullable Span before = MathSpans.last(text, Math.max(from, open - MAX_BACK), open);
      if (before == null || !joint(text, before.end(), open)) {
        break;
      }
      joined.insert(0, before.of(text) + ", ");
      start = before.start();
      part = before;
      parts++;
    }
    return parts == 0 ? null : new Extracted(joined.toString(), Source.LAST_MATH, start);
  }

  // Where the delimiter before the contents begins.
  private static int opening(String text, int from, int contents) {
    int at = contents;
    while (at > from && " \n*".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    while (at > from && "$\\([".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at;
  }

  private static boolean joint(String text, int from, int to) {
    if (to - from > APART) {
      return false;
    }
    boolean joined = false;
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      int word = Scan.word(text, at, to, ANDS);
      boolean mark = ",;、，；和或与及".indexOf(c) >= 0;
      if (word < 0 && !mark && " \n$\\()[]{}.".indexOf(c) < 0) {
        return false;
      }
      joined |= word >= 0 || mark;
      at = word >= 0 ? word : at + 1;
    }
    return joined;
  }
}
