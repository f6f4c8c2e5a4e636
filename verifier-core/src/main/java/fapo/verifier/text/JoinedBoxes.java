package fapo.verifier.text;

import fapo.verifier.mark.Boxes;
import fapo.verifier.mark.Edges;
import fapo.verifier.mark.Scan;
import fapo.verifier.mark.Span;
import fapo.verifier.text.Extracted.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins boxes that together are one answer: `\boxed{1} and \boxed{2}`, `x = \boxed{1}, y =
/// \boxed{2}`.
///
/// Two boxes stand side by side where at most 70 characters of one sentence lie between them, with
/// a comma, a semicolon or an "and" in some language; or at most 9 characters without a letter.
final class JoinedBoxes {
  private static final int APART = 70;
  private static final int CLOSE = 9;
  private static final String[] ANDS = {"and", "or", "et", "ou", "und", "oder", "y", "o", "e"};
  private static final String JOINED_ANDS = ",;、，；和或与及";

  private JoinedBoxes() {}

  static @Nullable Extracted in(String text, int from, int to) {
    List<Span> boxes = Boxes.in(text, from, to).closed();
    int first = boxes.size() - 1;
    while (first > 0 && sideBySide(text, boxes.get(first - 1), boxes.get(first))) {
      first--;
    }
    if (first >= boxes.size() - 1) {
      return null;
    }
    StringBuilder joined = new StringBuilder();
    for (int i = first; i < boxes.size(); i++) {
      Span box = boxes.get(i);
      if (Edges.trim(text, box.start(), box.end()).empty()) {
        return null;
      }
      int floor = i == 0 ? from : boxes.get(i - 1).end() + 1;
      joined.append(joined.isEmpty() ? "" : ", ").append(name(text, box, floor));
      joined.append(Edges.unwrap(text, box.start(), box.end()).of(text));
    }
    return new Extracted(joined.toString(), Source.BOXED, boxes.get(first).start());
  }

  private static boolean sideBySide(String text, Span left, Span right) {
    int start = left.end() + 1;
    int end = Boxes.command(text, right, start);
    if (end - start > APART || Sentences.end(text, start, end) < end - 1) {
      return false;
    }
    boolean letters = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      letters |= Character.isLetter(c);
      boolean word = i == start || !Character.isLetter(text.charAt(i - 1));
      if (JOINED_ANDS.indexOf(c) >= 0 || (word && Scan.word(text, i, end, ANDS) >= 0)) {
        return true;
      }
    }
    return !letters && end - start <= CLOSE;
  }

  // `y_1 = ` before a box; empty where nothing is named.
  private static String name(String text, Span box, int floor) {
    int command = Boxes.command(text, box, floor);
    int equals = Edges.trim(text, floor, command).end() - 1;
    if (equals < floor || text.charAt(equals) != '=') {
      return "";
    }
    int end = Edges.trim(text, floor, equals).end();
    int start = end;
    while (start > floor && " \n,;$：:".indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    return start < end ? text.substring(start, end) + " = " : "";
  }
}
