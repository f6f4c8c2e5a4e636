package fapo.verifier.choice;

import fapo.verifier.text.Words;
import java.util.ArrayList;
import java.util.List;

/// The options of a multiple-choice question.
///
/// @param letters one a choice, `A` to `J`
/// @param texts the options' texts, in the same order; may be empty texts
public record Choices(List<Character> letters, List<String> texts) {
  /// No options given: the letters A to J are allowed.
  public static final Choices NONE = new Choices(List.of(), List.of());

  private static final int MOST = 10;
  private static final int LONGEST = 4096;

  public Choices {
    letters = List.copyOf(letters);
    texts = List.copyOf(texts);
  }

  /// @param texts in order; the first is A
  public static Choices of(List<String> texts) {
    List<Character> letters = new ArrayList<>();
    for (int i = 0; i < Math.min(texts.size(), MOST); i++) {
      letters.add((char) ('A' + i));
    }
    return new Choices(letters, texts.subList(0, letters.size()));
  }

  boolean allows(char letter) {
    return letters.isEmpty() ? letter >= 'A' && letter <= 'J' : letters.contains(letter);
  }

  public boolean given() {
    return !letters.isEmpty();
  }

  /// The mask of the one option whose text this is, 0 where none or several are.
  int matching(String answer) {
    if (letters.isEmpty() || answer.length() > LONGEST) {
      return 0;
    }
    String folded = Words.fold(answer);
    int found = 0;
    for (int i = 0; i < letters.size(); i++) {
      String option = Words.fold(withoutLetter(texts.get(i), letters.get(i)));
      if (!letterAlone(option) && option.equals(folded)) {
        found |= 1 << (letters.get(i) - 'A');
      }
    }
    return Integer.bitCount(found) == 1 ? found : 0;
  }

  // An option without a text of its own is named by its letter, where case has a meaning.
  private static boolean letterAlone(String option) {
    return option.isEmpty() || (option.length() == 1 && Character.isLetter(option.charAt(0)));
  }

  private static String withoutLetter(String text, char letter) {
    String trimmed = text.strip();
    for (String mark :
        new String[] {letter + ":", letter + ".", letter + ")", "(" + letter + ")"}) {
      if (trimmed.startsWith(mark)) {
        return trimmed.substring(mark.length());
      }
    }
    return trimmed;
  }
}
