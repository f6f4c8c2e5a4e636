package fapo.verifier.text;

import fapo.verifier.mark.Edges;
import fapo.verifier.mark.Scan;
import fapo.verifier.mark.Span;
import org.jspecify.annotations.Nullable;

/// Cuts what only comments on an answer: `5 (five)`, "No, because 4 is even".
final class Asides {
  private static final String[] VERDICTS = {
    "yes", "no", "true", "false", "oui", "non", "vrai", "faux", "ja", "nein", "sí", "si", "да",
    "нет"
  };
  private static final String JOINED_VERDICTS = "是否对错";

  private Asides() {}

  /// The answer without its comment, null where there is none.
  static @Nullable Span without(String text) {
    int verdict = Scan.word(text, 0, text.length(), VERDICTS);
    boolean joined = text.length() > 1 && JOINED_VERDICTS.indexOf(text.charAt(0)) >= 0;
    if (verdict > 0 || joined) {
      int end = joined ? 1 : verdict;
      return end < text.length() && ends(text, end) ? new Span(0, end) : null;
    }
    int open = text.endsWith(")") ? text.lastIndexOf(" (") : -1;
    boolean words = open > 0 && Sentences.words(text, open, text.length(), 1) > 0;
    return words ? Edges.unwrap(text, 0, open) : null;
  }

  private static boolean ends(String text, int at) {
    char c = text.charAt(at);
    boolean because = c == ' ' && Scan.word(text, at + 1, text.length(), Lexicon.GROUNDS) >= 0;
    return because || ".,;:!，。；—".indexOf(c) >= 0;
  }
}
