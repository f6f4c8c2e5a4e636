package fapo.verifier.choice;

import fapo.verifier.mark.Scan;

/// Reads the option that prose names as the right one: "the correct option is (B)", "I choose
/// option B", "故选B". Other mentions count only where all of them name one and the same option.
final class NamedOption {
  private static final String[] LABELS = {"ption", "PTION", "hoice", "HOICE", "选项", "选择", "选"};
  private static final String[] LINKS = {"is", "should be", "must be", "would be"};
  private static final String[] PRAISES = {
    "is correct", "is right", "is the correct", "is the right", "is the answer", "is the best"
  };
  private static final String[] CHOOSING = {
    "choose", "select", "pick", "matches", "chose", "correct", "right", "final", "best", "answer:",
    "is"
  };
  private static final String CLOSING = " .!*_)]\n";
  private static final String OPENING = " *_([:";
  private static final String[] CONCLUDING = {
    "so", "thus", "hence", "therefore", "choose", "chose", "choosing", "pick", "select", "go with"
  };
  private static final String[] DENIALS = {
    "not", "n't", "neither", "nor", "unlike", "eliminate", "reject", "rule out"
  };
  private static final String[] FAULTS = {
    "is wrong",
    "is incorrect",
    "is false",
    "is not",
    "isn't",
    "cannot",
    "can't",
    "does",
    "would",
    "says",
    "states"
  };

  private static final int LAST = 1 << 14;

  private NamedOption() {}

  /// The mask of the option, 0 where prose names none or does not settle on one in its last 16,384
  /// characters.
  static int in(String whole, Choices choices) {
    String text = whole.length() > LAST ? whole.substring(whole.length() - LAST) : whole;
    int chosen = 0;
    int mentioned = 0;
    for (String label : LABELS) {
      for (int at = text.indexOf(label);
          at >= 0 && (chosen == 0 || label.length() > 1);
          at = text.indexOf(label, at + label.length())) {
        int after = past(text, at + label.length());
        int linked = Scan.word(text, after, text.length(), LINKS);
        int start = linked < 0 ? after : linked;
        int letter = Letters.single(text, start, choices);
        if (letter == 0 || before(text, at, DENIALS) || fault(text, start)) {
          continue;
        }
        mentioned |= letter;
        boolean settled =
            linked >= 0
                || label.charAt(0) > 0x80
                || before(text, at, CHOOSING)
                || after(text, start, PRAISES);
        chosen = settled ? letter : chosen;
      }
    }
    return chosen != 0 ? chosen : Integer.bitCount(mentioned) == 1 ? mentioned : 0;
  }

  /// The mask of the letter that a text closes with after a word that concludes: "I choose B", "so
  /// B."; 0 where it does not.
  static int closing(String text, Choices choices) {
    int end = text.length();
    while (end > 0 && CLOSING.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int before = end - 1;
    while (before > 0 && OPENING.indexOf(text.charAt(before - 1)) >= 0) {
      before--;
    }
    return before > 0 && before < end - 1 && concludes(text, before)
        ? Letters.single(text, end - 1, choices)
        : 0;
  }

  private static boolean concludes(String text, int end) {
    for (String word : CONCLUDING) {
      int start = end - word.length();
      if (start >= 0
          && text.regionMatches(true, start, word, 0, word.length())
          && (start == 0 || !Character.isLetter(text.charAt(start - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static int past(String text, int at) {
    int after = at;
    while (after < text.length() && " :：*是为应該该".indexOf(text.charAt(after)) >= 0) {
      after++;
    }
    return after;
  }

  private static boolean fault(String text, int start) {
    return after(text, start, FAULTS);
  }

  // The words after the letter: `(B) is correct`.
  private static boolean after(String text, int start, String[] words) {
    int at = start;
    while (at < text.length() && at < start + 6 && text.charAt(at) != ' ') {
      at++;
    }
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return Scan.word(text, at, text.length(), words) >= 0;
  }

  // The word before "option": `choose the option`.
  private static boolean before(String text, int label, String[] words) {
    int from = Math.max(0, label - 16);
    for (int i = label - 2; i >= from; i--) {
      char c = text.charAt(i);
      if (c == '.' || c == '\n' || c == ',') {
        return false;
      }
      if (Scan.word(text, i, text.length(), words) >= 0) {
        return true;
      }
    }
    return false;
  }
}
