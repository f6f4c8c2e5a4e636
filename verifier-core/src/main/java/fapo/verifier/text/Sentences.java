package fapo.verifier.text;

import fapo.verifier.mark.Edges;
import fapo.verifier.mark.Scan;
import fapo.verifier.mark.Span;
import org.jspecify.annotations.Nullable;

/// Where sentences begin and end, and which one concludes a text.
final class Sentences {
  private static final int LONGEST = 400;
  private static final int MOST_LOOKED_AT = 4;

  private Sentences() {}

  /// The end of the sentence or line that goes on at `start`.
  static int end(String text, int start, int to) {
    for (int i = start; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '.' ? point(text, i, to) : full(c))) {
        return i;
      }
    }
    return to;
  }

  /// The last sentence that opens with a word like "therefore", at most 4 sentences back.
  static @Nullable Span concluding(String text, int from, int to) {
    int end = Edges.trim(text, from, to).end();
    for (int looked = 0; looked < MOST_LOOKED_AT && end > from; looked++) {
      int start = start(text, Math.max(from, end - LONGEST), end - 1);
      Span sentence = Edges.trim(text, start, end);
      int opened = opening(text, sentence);
      if (opened >= 0) {
        return new Span(opened, sentence.end());
      }
      end = start;
    }
    return null;
  }

  /// Words of two letters or more, counted up to `most`.
  static int words(String text, int from, int to, int most) {
    int words = 0;
    int letters = 0;
    boolean command = false;
    for (int i = from; i <= to && words < most; i++) {
      char c = i < to ? text.charAt(i) : ' ';
      if (Character.isLetter(c)) {
        letters++;
      } else {
        words += letters >= 2 && !command ? 1 : 0;
        letters = 0;
        command = c == '\\';
      }
    }
    return words;
  }

  private static int start(String text, int from, int end) {
    for (int i = end - 1; i >= from; i--) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '.' ? point(text, i, end) && !item(text, i) : full(c))) {
        return i + 1;
      }
    }
    return from;
  }

  // The place after the word that opens a conclusion, -1 where the sentence opens otherwise.
  private static int opening(String text, Span sentence) {
    int at = sentence.start();
    while (at < sentence.end() && "*_#>- ".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int past = Scan.word(text, at, sentence.end(), Lexicon.CONCLUSIONS);
    for (int i = 0; past < 0 && i < Lexicon.JOINED_CONCLUSIONS.length; i++) {
      String word = Lexicon.JOINED_CONCLUSIONS[i];
      int found = text.indexOf(word, at, sentence.end());
      past = found < 0 ? past : found + word.length();
    }
    return past;
  }

  private static boolean point(String text, int at, int to) {
    boolean closes = at + 1 >= to || Edges.blank(text.charAt(at + 1));
    return closes && !(at > 0 && text.charAt(at - 1) == '.');
  }

  // `2. Then …` numbers a step; it ends no sentence.
  private static boolean item(String text, int at) {
    int first = at;
    while (first > 0 && at - first < 3 && Character.isDigit(text.charAt(first - 1))) {
      first--;
    }
    return first < at && at - first <= 2 && (first == 0 || text.charAt(first - 1) == '\n');
  }

  private static boolean full(char c) {
    return c == '。' || c == '।' || c == '！' || c == '？' || c == '؟';
  }
}
