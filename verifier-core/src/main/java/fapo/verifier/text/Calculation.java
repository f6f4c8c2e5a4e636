package fapo.verifier.text;

import fapo.verifier.mark.Edges;
import fapo.verifier.mark.Span;
import org.jspecify.annotations.Nullable;

/// The result of a calculation that is written out: `2` in `\sqrt{4} = 2`. A calculation names no
/// variable before its last `=`; what names one may be an equation, which has no result.
final class Calculation {
  private static final int LONGEST = 400;

  private Calculation() {}

  static @Nullable Span result(String text) {
    int equals = text.length() > LONGEST ? -1 : lastEquals(text);
    if (equals < 0 || !digits(text, equals) || variable(text, 0, equals + 1)) {
      return null;
    }
    Span result = Edges.unwrap(text, equals + 1, text.length());
    boolean prose = Sentences.words(text, result.start(), result.end(), 2) > 1;
    return result.empty() || prose || variable(text, result.start(), result.end()) ? null : result;
  }

  // Outside every bracket; -1 where brackets do not match.
  private static int lastEquals(String text) {
    int depth = 0;
    int found = -1;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        case '=' -> found = depth == 0 && !comparison(text, i) ? i : found;
        default -> {}
      }
    }
    return depth == 0 ? found : -1;
  }

  private static boolean comparison(String text, int at) {
    boolean before = at > 0 && "<>!:=".indexOf(text.charAt(at - 1)) >= 0;
    return before || text.startsWith("==", at);
  }

  private static boolean digits(String text, int to) {
    for (int i = 0; i < to; i++) {
      if (LastNumber.digit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  // A letter that stands alone and is no constant.
  private static boolean variable(String text, int from, int to) {
    int letters = 0;
    for (int i = from; i <= to; i++) {
      if (i < to && Character.isLetter(text.charAt(i))) {
        letters++;
      } else {
        if (letters == 1 && "ei".indexOf(text.charAt(i - 1)) < 0) {
          return true;
        }
        letters = 0;
      }
    }
    return false;
  }
}
