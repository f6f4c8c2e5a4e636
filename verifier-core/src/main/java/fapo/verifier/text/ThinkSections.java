package fapo.verifier.text;

import java.util.List;

/// Which part of a response is meant for the reader: what follows the last think section, up to the
/// end of the turn.
final class ThinkSections {
  private static final List<String> CLOSERS = List.of("</think>", "###Response", "### Response");
  private static final List<String> TURN_ENDS =
      List.of("<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|im_start|>");

  private ThinkSections() {}

  static int start(String text) {
    int start = 0;
    for (String closer : CLOSERS) {
      int at = text.lastIndexOf(closer);
      if (at >= 0) {
        start = Math.max(start, at + closer.length());
      }
    }
    return start;
  }

  static int openThink(String text, int from) {
    return text.indexOf("<think>", from);
  }

  static int end(String text, int from) {
    int end = text.length();
    for (String mark : TURN_ENDS) {
      int at = text.indexOf(mark, from);
      if (at >= 0 && at < end && !Edges.trim(text, from, at).empty()) {
        end = at;
      }
    }
    return end;
  }
}
