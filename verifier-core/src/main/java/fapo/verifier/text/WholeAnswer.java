package fapo.verifier.text;

import fapo.verifier.mark.Boxes;
import fapo.verifier.mark.Edges;
import fapo.verifier.mark.Span;
import fapo.verifier.text.Extracted.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a text that is an answer in itself: without what only wraps it, and where it holds a box,
/// what the last one holds.
final class WholeAnswer {
  private static final int SENTENCE_WORDS = 8;

  private WholeAnswer() {}

  /// Null where nothing is left.
  static @Nullable Extracted in(String text) {
    Span span = Edges.unwrap(text, 0, text.length());
    Boxes boxes = Boxes.in(text, span.start(), span.end());
    List<Span> closed = boxes.closed();
    @Nullable Extracted boxed = closed.isEmpty() ? null : boxed(text, span, closed);
    Extracted found =
        boxed == null ? new Extracted(span.of(text), Source.WHOLE, span.start()) : boxed;
    return found.text().isEmpty() ? null : found;
  }

  // A box with a unit behind it stays as it is, for a grammar reads it as a group; and so does a
  // box
  // inside of something larger.
  private static @Nullable Extracted boxed(String text, Span span, List<Span> closed) {
    Span last = closed.getLast();
    Span inner = Edges.unwrap(text, last.start(), last.end());
    int command = Boxes.command(text, last, span.start());
    boolean rest = !Edges.trim(text, last.end() + 1, span.end()).empty();
    boolean leads = closed.size() == 1 && command == span.start();
    boolean sentence =
        Sentences.words(text, span.start(), span.end(), SENTENCE_WORDS) == SENTENCE_WORDS;
    if ((leads && rest && !sentence) || inside(text, span.start(), command)) {
      return null;
    }
    if (inner.empty() && !(leads && !rest)) {
      return null;
    }
    String percent = rest ? Percents.after(text, last) : "";
    return new Extracted(inner.of(text) + percent, Source.BOXED, inner.start());
  }

  private static boolean inside(String text, int from, int to) {
    int depth = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
      }
    }
    return depth > 0;
  }
}
