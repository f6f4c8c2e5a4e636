package fapo.verifier.choice;

import fapo.verifier.mark.Edges;
import fapo.verifier.mark.Scan;
import fapo.verifier.mark.Visible;
import fapo.verifier.text.AnswerFinder;
import fapo.verifier.text.Extracted;
import fapo.verifier.text.Extracted.Source;
import fapo.verifier.text.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads which option a response chose, by the first of these that names an allowed letter:
/// the last box, the last announcement ("Answer: X", "the answer is (X)"), an option's text at
/// one of these places, "option X", a letter that leads the response (`X.`, `X)`), a last line or
/// a reply of one letter, a letter that closes it after a word that concludes ("so X."). A letter
/// elsewhere in prose never counts.
///
/// A small letter counts in a box, in brackets, and in a reply that says nothing else.
public final class ChoiceReader {
  private static final int FEW_WORDS = 4;
  private static final int SHORT_LINE = 12;
  private static final int HEAD = 1 << 10;
  private static final int LONGEST_OPTION = 1 << 12;

  private ChoiceReader() {}

  /// A choice as read.
  ///
  /// @param letters bit 0 is A
  public record Chosen(int letters, Extracted extracted) {
    public boolean several() {
      return Integer.bitCount(letters) > 1;
    }
  }

  /// What a reference asks for.
  ///
  /// @param letters bit 0 is A; 0 where it names no option
  /// @param text of the option where the reference gives it with the letter, else empty
  public record Expected(int letters, String text) {}

  /// Reads a reference that may be an option: `C`, `(C)`, `(C) text`, and where the question is
  /// known to be a choice also `ACD`, an option's text, or a sentence that announces one.
  ///
  /// @param choice the question is known to be a choice
  public static Expected expected(String reference, Choices choices, boolean choice) {
    int letters = Letters.of(reference, choices, choice);
    if (letters != 0 && !choice && !Letters.nothingBut(reference)) {
      return new Expected(0, "");
    }
    if (letters != 0) {
      return new Expected(letters, Letters.afterLetter(reference));
    }
    if (choice) {
      letters = choices.matching(reference);
      for (Extracted place : AnswerFinder.announced(reference, Visible.in(reference))) {
        letters = letters == 0 ? Letters.of(place.text(), choices, true) : letters;
      }
    }
    return letters == 0 && choice && !choices.given()
        ? spaced(reference)
        : new Expected(letters, "");
  }

  // "A Peter": with no options given, the letter before a space is the option's.
  private static Expected spaced(String reference) {
    boolean option =
        reference.length() > 2
            && reference.charAt(0) >= 'A'
            && reference.charAt(0) <= 'J'
            && Character.isWhitespace(reference.charAt(1));
    return option
        ? new Expected(1 << (reference.charAt(0) - 'A'), reference.substring(2).strip())
        : new Expected(0, "");
  }

  public static @Nullable Chosen read(
      String response, Choices choices, Expected expected, boolean strictThink) {
    Visible stretch = Visible.in(response);
    @Nullable Extracted visible =
        strictThink && stretch.thinking() ? null : AnswerFinder.visible(response, stretch);
    if (visible == null) {
      return null;
    }
    List<Extracted> places = AnswerFinder.announced(response, stretch);
    boolean curt = AnswerFinder.words(visible.text(), FEW_WORDS + 1) <= FEW_WORDS;
    for (Extracted place : places) {
      int letters = letters(place, choices, curt);
      if (letters != 0) {
        return new Chosen(letters, place);
      }
    }
    for (Extracted place : places) {
      int matching = matching(place.text(), choices, expected);
      if (matching != 0) {
        return new Chosen(matching, place);
      }
    }
    return unannounced(visible, choices, expected, curt);
  }

  private static int letters(Extracted place, Choices choices, boolean curt) {
    boolean anyCase = curt || place.source() == Source.BOXED || place.source() == Source.ANSWER_TAG;
    int letters = Letters.of(place.text(), choices, anyCase);
    if (letters == 0 && place.source() == Source.BOXED) {
      for (Extracted inner : AnswerFinder.announced(place.text(), Visible.in(place.text()))) {
        letters = letters == 0 ? Letters.of(inner.text(), choices, true) : letters;
      }
    }
    return letters;
  }

  // `option B`; `B`, `(b)`, `A. Because …`; a last line `(B)`; the text of an option.
  private static @Nullable Chosen unannounced(
      Extracted visible, Choices choices, Expected expected, boolean curt) {
    String text = visible.text();
    int letters = NamedOption.in(text, choices);
    letters = letters == 0 ? Letters.leading(head(text), choices, curt) : letters;
    letters = letters == 0 ? lastLine(text, choices) : letters;
    letters = letters == 0 ? NamedOption.closing(text, choices) : letters;
    letters = letters == 0 ? matching(text, choices, expected) : letters;
    return letters == 0 ? null : new Chosen(letters, visible);
  }

  private static String head(String text) {
    return text.length() > HEAD ? text.substring(0, HEAD) : text;
  }

  private static int lastLine(String text, Choices choices) {
    int near = Math.max(0, text.length() - SHORT_LINE);
    int start = Scan.lineStart(text, near, text.length());
    boolean whole = start > near || near == 0;
    String line = Edges.unwrap(text, start, text.length()).of(text);
    boolean letter = whole && AnswerFinder.words(line, 1) == 0;
    return letter ? Letters.of(line, choices, false) : 0;
  }

  private static int matching(String text, Choices choices, Expected expected) {
    if (text.length() > LONGEST_OPTION) {
      return 0;
    }
    if (choices.given()) {
      return choices.matching(text);
    }
    boolean same =
        !expected.text().isEmpty() && Words.fold(expected.text()).equals(Words.fold(text));
    return same ? expected.letters() : 0;
  }
}
