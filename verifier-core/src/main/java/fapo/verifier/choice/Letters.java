package fapo.verifier.choice;

/// Reads option letters from a short text: `B`, `(b)`, `\text{E}`, `E: text`, `A or B`.
final class Letters {
  private static final String WRAPPING = " \t\n\r$*_`()[]{}\\\"'.,;:。、）（";
  private static final String[] COMMANDS = {
    "\\textbf", "\\textrm", "\\text", "\\mathrm", "\\mathbf", "\\mbox", "\\boxed"
  };
  private static final String[] NOUNS = {"option", "choice", "answer", "letter"};
  private static final String[] JOINTS = {"or", "and", "/", ",", "&", "或", "和", ";"};
  private static final String[] GROUNDS = {
    "because", "since", "as ", "is ", "which", "due", "–", "-", "—", "(", "option"
  };

  private Letters() {}

  /// The mask of the letters the whole text names, 0 where it names none.
  static int of(String text, Choices choices) {
    return read(skipNoun(skip(text, 0), text), text, choices, true);
  }

  /// The mask of a letter that leads a longer text: alone, or set apart by `.`, `)` or `:`.
  static int leading(String text, Choices choices) {
    return read(skip(text, 0), text, choices, false);
  }

  private static int read(int start, String text, Choices choices, boolean announced) {
    int at = start;
    int letters = 0;
    while (at < text.length()) {
      char letter = letter(text.charAt(at));
      int after = at + 1;
      if (letter == 0
          || !choices.allows(letter)
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
    for (String noun : NOUNS) {
      if (text.regionMatches(true, start, noun, 0, noun.length())) {
        return skip(text, start + noun.length());
      }
    }
    return start;
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

  // Full-width, Arabic and Bengali letters stand for the Latin ones.
  private static char letter(char c) {
    if (c >= 'A' && c <= 'J') {
      return c;
    }
    if (c >= 'a' && c <= 'j') {
      return (char) (c - 'a' + 'A');
    }
    if (c >= 'Ａ' && c <= 'Ｊ') {
      return (char) (c - 'Ａ' + 'A');
    }
    int arabic = "أبجد".indexOf(c);
    int bengali = "কখগঘ".indexOf(c);
    int bengaliVowel = "অআইঈ".indexOf(c);
    int index = Math.max(arabic, Math.max(bengali, bengaliVowel));
    return index >= 0 ? (char) ('A' + index) : 0;
  }
}
