package fapo.cli.preflight;

import java.util.Locale;
import java.util.Set;

/// Which references are sentences rather than answers.
final class Prose {
  /// An answer in words has at most so many.
  private static final int MOST_WORDS = 5;

  private static final Set<String> MATHEMATICS =
      Set.of(
          "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "arcsin", "arccos",
          "arctan", "log", "exp", "sqrt", "max", "min", "gcd", "lcm", "mod", "det", "lim", "inf",
          "sup", "and");

  private static final Set<String> NONE =
      Set.of("n/a", "na", "none", "null", "nan", "?", "-", "--", "unknown", "tbd", "todo", "...");

  private Prose() {}

  /// `N/A`, `?`, `unknown`: what stands where no answer is known.
  static boolean placeholder(String text) {
    return NONE.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  static boolean proof(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return sentence(text)
        && (lower.contains("proof")
            || lower.contains("prove")
            || lower.contains("q.e.d")
            || lower.contains("\\blacksquare"));
  }

  /// Whether more words stand in it than an answer has.
  static boolean sentence(String text) {
    int words = 0;
    int start = -1;
    boolean command = false;
    for (int i = 0; i <= text.length(); i++) {
      boolean letter = i < text.length() && Character.isLetter(text.charAt(i));
      if (letter && start < 0) {
        start = i;
        command = i > 0 && text.charAt(i - 1) == '\\';
      } else if (!letter && start >= 0) {
        words += !command && word(text.substring(start, i)) ? 1 : 0;
        start = -1;
      }
    }
    return words > MOST_WORDS;
  }

  private static boolean word(String letters) {
    return letters.length() > 1 && !MATHEMATICS.contains(letters.toLowerCase(Locale.ROOT));
  }
}
