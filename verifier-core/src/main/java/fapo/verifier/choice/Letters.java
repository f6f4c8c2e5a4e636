package fapo.verifier.choice;

import fapo.verifier.mark.Scan;

/// Reads option letters from a short text: `B`, `(b)`, `\text{E}`, `E: text`, `A or B`.
final class Letters {
  private static final String WRAPPING = " \t\n\r$*_`()[]{}\\\"'.,;:。、）（";
  private static final String[] COMMANDS = {
    "\\textbf", "\\textrm", "\\text", "\\mathrm", "\\mathbf", "\\mbox", "\\boxed"
  };
  private static final String[] NOUNS = {
    "option",
    "choice",
    "answer",
    "letter",
    "the",
    "la",
    "le",
    "die",
    "der",
    "el",
    "it is",
    "that",
    "likely",
    "probably",
    "clearly",
    "definitely"
  };
  private static final String[] JOINTS = {"or", "and", "/", ",", "&", "或", "和", ";"};
  private static final String[] GROUNDS = {
    "because", "since", "as ", "is ", "which", "due", "–", "-", "—", "(", "option"
  };

  // `\textbf{(`
  private static final int WRAPPED = 10;
  // Arabic, Bengali, Devanagari, Chinese and Japanese, each in its own order.
  private static final String[] SCRIPTS = {
    "أبجد", "কখগঘ", "অআইঈ", "कखगघ", "甲乙丙丁", "アイウエ", "ａｂｃｄｅｆｇｈｉｊ", "ⒶⒷⒸⒹⒺ"
  };

  private Letters() {}

  /// The mask of the letters the whole text names, 0 where it names none.
  ///
  /// @param anyCase small letters count too, and so does a run of capitals: `ACD`
  static int of(String text, Choices choices, boolean anyCase) {
    int start = skipNoun(skip(text, 0), text);
    int run = run(text, start, choices);
    return run != 0 ? run : read(start, text, choices, true, anyCase);
  }

  /// The mask of a letter that leads a longer text: alone, or set apart by `.`, `)` or `:`.
  static int leading(String text, Choices choices, boolean anyCase) {
    int start = skip(text, 0);
    int run = run(text, start, choices);
    return run != 0 ? run : read(start, text, choices, false, anyCase);
  }

  /// The mask of the one capital that stands alone at `start`, but for brackets; 0 where none does.
  static int single(String text, int start, Choices choices) {
    int at = skip(text, start);
    char letter = at < text.length() ? letter(text.charAt(at)) : 0;
    boolean named =
        letter != 0
            && at - start <= WRAPPED
            && !small(text.charAt(at))
            && choices.allows(letter)
            && (at + 1 >= text.length()
                || !Character.isLetterOrDigit(text.charAt(at + 1))
                || text.charAt(at + 1) > 0x80);
    return named ? 1 << (letter - 'A') : 0;
  }

  /// Whether a text is a capital with nothing around it but wrapping, or one in round brackets.
  static boolean nothingBut(String text) {
    int at = skip(text, 0);
    boolean capital = at < text.length() && !small(text.charAt(at));
    return capital && (bracketed(text, at) || skip(text, at + 1) >= text.length());
  }

  /// What follows the letter of an option with its text: `Alina` in `(D) Alina`; empty where
  /// nothing does.
  static String afterLetter(String option) {
    int at = skip(option, 0);
    return at < option.length() ? option.substring(skip(option, at + 1)).strip() : "";
  }

  // `ACD`: capitals in their order and nothing else.
  private static int run(String text, int start, Choices choices) {
    int letters = 0;
    int at = start;
    char previous = 0;
    while (at < text.length() && text.charAt(at) > previous && choices.allows(text.charAt(at))) {
      previous = text.charAt(at);
      letters |= 1 << (previous - 'A');
      at++;
    }
    boolean several = Integer.bitCount(letters) > 1 && skip(text, at) >= text.length();
    return several ? letters : 0;
  }

  private static int read(
      int start, String text, Choices choices, boolean announced, boolean anyCase) {
    int at = start;
    int letters = 0;
    while (at < text.length()) {
      char letter = letter(text.charAt(at));
      int after = at + 1;
      if (letter == 0
          || !choices.allows(letter)
          || !(anyCase || !small(text.charAt(at)) || bracketed(text, at))
          || !standsAlone(text, at, after, announced, letters)) {
        break;
      }
      letters |= 1 << (letter - 'A');
      int joint = joint(text, after);
      if (joint < 0) {
        break;
      }
      at = skip(text, joint);
    }
    return letters;
  }

  private static boolean small(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean bracketed(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && text.charAt(at - 1) == '('
        && text.charAt(at + 1) == ')';
  }

  private static boolean standsAlone(
      String text, int at, int after, boolean announced, int before) {
    if (after >= text.length()) {
      return true;
    }
    char next = text.charAt(after);
    if ((Character.isLetterOrDigit(next) && next < 0x80)
        || next == '^'
        || next == '_'
        || next == '='
        || next == '+') {
      return false;
    }
    if (!(next == ' ' || next == '\n' || next == '\\')) {
      boolean dash = announced && next == '-' && text.startsWith(" ", after + 1);
      return dash || (next != '-' && next != '\'');
    }
    int word = skip(text, after);
    boolean closed =
        text.substring(after, word).indexOf(')') >= 0
            || text.substring(after, word).indexOf('\n') >= 0;
    if (word >= text.length() || closed || before != 0 || joint(text, after) >= 0) {
      return true;
    }
    char c = text.charAt(at);
    if ("=+*/^<>≤≥≈".indexOf(text.charAt(word)) >= 0) {
      return false;
    }
    return announced && Character.isUpperCase(c) && ((c != 'A' && c != 'I') || grounds(text, word));
  }

  private static boolean grounds(String text, int at) {
    for (String ground : GROUNDS) {
      if (text.regionMatches(true, at, ground, 0, ground.length())) {
        return true;
      }
    }
    return false;
  }

  // The place after "or", "and", "/", ","; -1 where the next is none of these followed by a letter.
  private static int joint(String text, int after) {
    int at = after;
    while (at < text.length() && " )]}.$*".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    for (String joint : JOINTS) {
      if (text.regionMatches(true, at, joint, 0, joint.length())) {
        int next = skip(text, at + joint.length());
        boolean spaced =
            !Character.isLetter(joint.charAt(0)) || joint.charAt(0) > 0x80 || at > after;
        boolean alone =
            next < text.length()
                && letter(text.charAt(next)) != 0
                && (next + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(next + 1)));
        return spaced && alone ? next : -1;
      }
    }
    return -1;
  }

  private static int skipNoun(int start, String text) {
    int at = start;
    for (int past = start; past >= 0; past = Scan.word(text, at, text.length(), NOUNS)) {
      at = skip(text, past);
    }
    return at;
  }

  private static int skip(String text, int start) {
    int at = start;
    while (at < text.length()) {
      int command = command(text, at);
      if (command > at) {
        at = command;
      } else if (WRAPPING.indexOf(text.charAt(at)) >= 0) {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  private static int command(String text, int at) {
    if (text.charAt(at) == '\\') {
      for (String command : COMMANDS) {
        if (text.startsWith(command, at)) {
          return at + command.length();
        }
      }
    }
    return at;
  }

  // Full-width letters and those that other scripts count options by stand for the Latin ones.
  private static char letter(char c) {
    if (c >= 'A' && c <= 'J') {
      return c;
    }
    if (c >= 'a' && c <= 'j') {
      return (char) (c - 'a' + 'A');
    }
    if (c < 0x80) {
      return 0;
    }
    if (c >= 'Ａ' && c <= 'Ｊ') {
      return (char) (c - 'Ａ' + 'A');
    }
    for (String letters : SCRIPTS) {
      int index = letters.indexOf(c);
      if (index >= 0) {
        return (char) ('A' + index);
      }
    }
    return 0;
  }
}
