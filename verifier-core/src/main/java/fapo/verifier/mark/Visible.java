package fapo.verifier.mark;

/// Which part of a response is meant for the reader: what follows the last think section, up to the
/// end of the turn; of that at most the last 65,536 characters, some 16,000 tokens.
///
/// @param from 0-based character offset
/// @param to exclusive
/// @param thinking a think section opens in it and never closes
public record Visible(int from, int to, boolean thinking) {
  private static final int LONGEST = 1 << 16;
  private static final String[] THOUGHT = {"</think>", "</thinking>", "</thought>", "</reasoning>"};
  private static final String[] FINAL = {"<|end_of_thought|>", "<|channel|>final<|message|>"};
  private static final String[] ENDS = {
    "<|im_end|>",
    "<|endoftext|>",
    "<|eot_id|>",
    "<|eom_id|>",
    "<|end_of_text|>",
    "<|im_start|>",
    "<|start_header_id|>",
    "<|end|>",
    "<|return|>",
    "<|user|>"
  };
  private static final String[] OTHER_ENDS = {
    "</s>", "<eos>", "<end_of_turn>", "<｜end▁of▁sentence｜>"
  };
  private static final String[] ROLES = {"assistant", "<|end_header_id|>"};

  /// One pass over the text.
  public static Visible in(String text) {
    int from = afterHeading(text);
    int to = text.length();
    boolean ended = false;
    boolean thinking = false;
    for (int i = Scan.next(text, '<', from, text.length());
        i >= 0;
        i = Scan.next(text, '<', i + 1, text.length())) {
      char second = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      char third = i + 2 < text.length() ? text.charAt(i + 2) : 0;
      int thought = thought(text, i, second, third);
      if (thought > 0) {
        from = thought;
        to = text.length();
        ended = false;
        thinking = false;
      } else if (second == 't') {
        thinking |= !ended && text.startsWith("<think>", i);
      } else if (!ended) {
        int end = turnEnd(text, i, second, third);
        if (end > 0 && Edges.trim(text, from, i).empty()) {
          from = afterRole(text, end);
        } else if (end > 0) {
          to = i;
          ended = true;
        }
      }
    }
    return new Visible(Math.clamp(to - LONGEST, Math.min(from, to), to), to, thinking);
  }

  public boolean blank(String text) {
    return Edges.trim(text, from, to).empty();
  }

  // `### Response:` closes what a model wrote before its answer.
  private static int afterHeading(String text) {
    int from = 0;
    for (int i = text.indexOf("###"); i >= 0; i = text.indexOf("###", i + 3)) {
      int word = i + 3;
      while (word < text.length() && text.charAt(word) == ' ') {
        word++;
      }
      if (text.startsWith("Response", word)) {
        from = word + "Response".length();
        from += text.startsWith(":", from) ? 1 : 0;
      }
      i = word - 3;
    }
    return from;
  }

  private static int afterRole(String text, int at) {
    int after = at;
    for (String role : ROLES) {
      after += text.startsWith(role, after) ? role.length() : 0;
    }
    return after;
  }

  private static int thought(String text, int at, char second, char third) {
    if (second == '/') {
      return third == 't' || third == 'r' ? match(text, at, THOUGHT) : -1;
    }
    return second == '|' && (third == 'e' || third == 'c') ? match(text, at, FINAL) : -1;
  }

  private static int turnEnd(String text, int at, char second, char third) {
    return switch (second) {
      case '|' -> match(text, at, ENDS);
      case '/' -> third == 's' ? match(text, at, OTHER_ENDS) : -1;
      case 'e', '｜' -> match(text, at, OTHER_ENDS);
      default -> -1;
    };
  }

  // The end of the mark that stands here, -1 where none does.
  private static int match(String text, int at, String[] marks) {
    for (String mark : marks) {
      if (text.startsWith(mark, at)) {
        return at + mark.length();
      }
    }
    return -1;
  }
}
