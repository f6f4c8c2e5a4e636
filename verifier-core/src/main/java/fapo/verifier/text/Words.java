package fapo.verifier.text;

import fapo.verifier.mark.Edges;
import java.text.Normalizer;
import java.util.Locale;

/// The form in which two pieces of text are the same text: compatibility characters folded, case
/// and
/// spaces folded, text commands unwrapped, closing punctuation and a leading article cut.
public final class Words {
  private static final String[] WRAPPERS = {
    "\\text", "\\textbf", "\\textit", "\\textrm", "\\mathrm", "\\mathbf", "\\mbox", "\\operatorname"
  };

  private Words() {}

  /// Equal results mean equal texts, whatever the texts mean.
  public static String fold(String text) {
    String plain =
        unwrapText(ascii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC));
    StringBuilder folded = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Edges.blank(c)) {
        if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
          folded.append(' ');
        }
      } else if (c != '"' && c != '$') {
        folded.append(c);
      }
    }
    String words = article(punctuation(folded.toString().toLowerCase(Locale.ROOT)));
    boolean letter = words.length() == 3 && words.charAt(0) == '(' && words.charAt(2) == ')';
    return letter && Character.isLetter(words.charAt(1)) ? words.substring(1, 2) : words;
  }

  /// A stricter form for answers in math, where case has a meaning: only spaces are cut.
  public static String squeeze(String text) {
    StringBuilder squeezed = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!Edges.blank(text.charAt(i))) {
        squeezed.append(text.charAt(i));
      }
    }
    return squeezed.toString();
  }

  /// The letters and primes of a text whose folded form is one letter: `\\text{(B)}` is `B`.
  public static String symbol(String text) {
    String plain = unwrapText(text);
    StringBuilder symbol = new StringBuilder(2);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (Character.isLetter(c) || c == '\'' || c == '′') {
        symbol.append(c);
      }
    }
    return Normalizer.normalize(symbol, Normalizer.Form.NFKC);
  }

  /// Whether the text is words and spaces alone, nothing that could be math.
  public static boolean plain(String text) {
    boolean letters = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      letters |= Character.isLetter(c);
      if (c == '\\'
          || c == '^'
          || c == '='
          || c == '<'
          || c == '>'
          || c == '+'
          || Character.isDigit(c)) {
        return false;
      }
    }
    return letters || text.length() > 1;
  }

  private static boolean ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String unwrapText(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    int dropped = 0;
    while (i < text.length()) {
      int open = text.charAt(i) == '\\' ? wrapper(text, i) : -1;
      if (open > 0) {
        i = open;
        dropped++;
      } else if (dropped > 0 && text.charAt(i) == '}') {
        i++;
        dropped--;
      } else {
        out.append(text.charAt(i++));
      }
    }
    return out.toString();
  }

  private static int wrapper(String text, int at) {
    for (String word : WRAPPERS) {
      if (text.startsWith(word + "{", at)) {
        return at + word.length() + 1;
      }
    }
    return -1;
  }

  private static String punctuation(String text) {
    int end = text.length();
    while (end > 0 && " .,;:!?*'".indexOf(text.charAt(end - 1)) >= 0 && !factorial(text, end)) {
      end--;
    }
    int start = 0;
    while (start < end && " *'".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    return end == 0 ? text.strip() : text.substring(start, end);
  }

  // `5!`, `n!`, `(n+1)!`: the mark after anything but a word is no punctuation.
  private static boolean factorial(String text, int end) {
    if (text.charAt(end - 1) != '!') {
      return false;
    }
    char before = end > 1 ? text.charAt(end - 2) : ' ';
    boolean letter = Character.isLetter(before);
    boolean word = letter && end > 2 && Character.isLetter(text.charAt(end - 3));
    return letter ? !word : " .!?\"".indexOf(before) < 0;
  }

  private static String article(String text) {
    for (String article : new String[] {"the ", "a ", "an "}) {
      if (text.startsWith(article)) {
        return text.substring(article.length());
      }
    }
    return text;
  }
}
