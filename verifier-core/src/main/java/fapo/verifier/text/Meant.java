package fapo.verifier.text;

import fapo.verifier.mark.Scan;
import fapo.verifier.mark.Span;

/// Whether a number in prose is meant as it stands, and is no part of a formula ("2x = 6", "f(3)"),
/// no bound ("less than 5"), no other number ("5 million", "half of 5") and not denied ("not 5").
final class Meant {
  private static final int NEAR = 28;
  private static final int SHORT_WORD = 2;

  private Meant() {}

  static boolean plainly(String text, Span number, int from, int to) {
    return !inFormula(text, number, from, to)
        && !scaled(text, number, to)
        && !modified(text, number, from);
  }

  // Whether the number stands inside a formula that has no value: the right side of an equation in
  // something other than one name, an operand, an argument, an index.
  private static boolean inFormula(String text, Span number, int from, int to) {
    int before = number.start();
    while (before > from && " $*".indexOf(text.charAt(before - 1)) >= 0) {
      before--;
    }
    return (before > from && joinsLeft(text, from, before)) || joinsRight(text, number.end(), to);
  }

  private static boolean joinsLeft(String text, int from, int at) {
    char c = text.charAt(at - 1);
    char before = at - 2 >= from ? text.charAt(at - 2) : ' ';
    return switch (c) {
      case '=' -> equation(text, from, at - 1);
      case '+', '/', '^', '_', '<', '>', '≤', '≥', '√', '|', '×', '·', '÷' -> true;
      case '(' -> Character.isLetter(before);
      case '{' -> Character.isLetter(before) || before == '}' || before == '^' || before == '_';
      default -> false;
    };
  }

  private static boolean joinsRight(String text, int end, int to) {
    if (end < to && "xyzabnkijXYZABNK".indexOf(text.charAt(end)) >= 0) {
      boolean word = end + 1 < to && Character.isLetter(text.charAt(end + 1));
      return !word;
    }
    int at = end;
    while (at < to && text.charAt(at) == ' ') {
      at++;
    }
    return at < to && "^_+=<>×·".indexOf(text.charAt(at)) >= 0;
  }

  // A left side that is neither words, nor a calculation, nor one name.
  private static boolean equation(String text, int from, int equals) {
    int letters = 0;
    int start = equals;
    while (start > from && letters <= SHORT_WORD) {
      char c = text.charAt(start - 1);
      if (",;:。，：\n$=".indexOf(c) >= 0) {
        break;
      }
      letters = Character.isLetter(c) ? letters + 1 : 0;
      start--;
    }
    start += letters > SHORT_WORD ? letters : 0;
    return formula(text.substring(start, equals).strip());
  }

  private static boolean formula(String side) {
    boolean variable = false;
    boolean operator = false;
    boolean digitFirst = !side.isEmpty() && LastNumber.digit(side.charAt(0));
    for (int i = 0; i < side.length(); i++) {
      char c = side.charAt(i);
      boolean alone =
          (i == 0 || !Character.isLetter(side.charAt(i - 1)))
              && (i + 1 == side.length() || !Character.isLetter(side.charAt(i + 1)));
      variable |= Character.isLetter(c) && alone;
      operator |= "+-−*/^|√\\".indexOf(c) >= 0;
    }
    return variable && (operator || digitFirst);
  }

  private static boolean scaled(String text, Span number, int to) {
    int after = number.end();
    while (after < to && " -".indexOf(text.charAt(after)) >= 0) {
      after++;
    }
    return Scan.word(text, after, to, Lexicon.SCALES) >= 0
        || (after < to && Lexicon.JOINED_SCALES.indexOf(text.charAt(after)) >= 0);
  }

  private static boolean modified(String text, Span number, int from) {
    int start = Math.max(from, number.start() - NEAR);
    for (int i = number.start() - 1; i >= start; i--) {
      char c = text.charAt(i);
      if (c == '\n' || c == '.' || c == ';' || c == ':' || c == '=') {
        return false;
      }
      boolean word = i == from || !Character.isLetter(text.charAt(i - 1));
      if (Lexicon.JOINED_DENIALS.indexOf(c) >= 0
          || (word && Scan.word(text, i, number.start(), Lexicon.MODIFIERS) >= 0)) {
        return true;
      }
    }
    return false;
  }
}
