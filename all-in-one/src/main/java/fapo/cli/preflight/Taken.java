package fapo.cli.preflight;

import java.util.ArrayList;
import java.util.List;

/// The reference within a field that may be a whole solution.
///
/// @param how `after ####`, `box`, or empty where the field is the reference
/// @param boxes contents of all boxes, where the field is a solution with boxes
record Taken(String reference, String how, List<String> boxes) {
  private static final String BOX = "\\boxed";

  static Taken from(String text) {
    int hashes = text.lastIndexOf("####");
    if (hashes >= 0) {
      return new Taken(text.substring(hashes + 4).strip(), "after ####", List.of());
    }
    List<String> boxes = boxes(text);
    boolean solution = !boxes.isEmpty() && !text.strip().startsWith(BOX);
    return solution || boxes.size() > 1
        ? new Taken(boxes.getLast(), "box", boxes)
        : new Taken(text, "", List.of());
  }

  // `\boxed{…}` and `\boxed 5`; one that never closes is none. Linear: scanning goes on behind a
  // box.
  private static List<String> boxes(String text) {
    List<String> boxes = new ArrayList<>();
    int at = text.indexOf(BOX);
    while (at >= 0) {
      int open = at + BOX.length();
      int close = open < text.length() && text.charAt(open) == '{' ? closing(text, open) : -1;
      if (close > 0) {
        boxes.add(text.substring(open + 1, close));
      }
      at = text.indexOf(BOX, Math.max(close, open));
    }
    return boxes;
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
