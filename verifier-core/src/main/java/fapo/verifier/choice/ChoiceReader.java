package fapo.verifier.choice;

import fapo.verifier.text.AnswerFinder;
import fapo.verifier.text.Extracted;
import fapo.verifier.text.Extracted.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads which option a response chose, by the first of these that names an allowed letter:
/// the last box, the last announcement ("Answer: X", "the answer is (X)"), "option X", a letter
/// that
/// leads the response (`X.`, `X)`), a reply of one letter. A letter elsewhere in prose never
/// counts.
public final class ChoiceReader {
  private ChoiceReader() {}

  /// A choice as read.
  ///
  /// @param letters bit 0 is A
  public record Chosen(int letters, Extracted extracted) {
    public boolean several() {
      return Integer.bitCount(letters) > 1;
    }
  }

  /// The letters of a reference, 0 where it names none.
  public static int reference(String text, Choices choices) {
    int letters = Letters.of(text, choices);
    return letters != 0 ? letters : choices.matching(text);
  }

  public static @Nullable Chosen read(String response, Choices choices, boolean strictThink) {
    List<Extracted> places = AnswerFinder.announced(response, strictThink);
    for (Extracted place : places) {
      @Nullable Chosen chosen = chosen(place, choices);
      if (chosen != null) {
        return chosen;
      }
    }
    for (Extracted place : places) {
      int matching = choices.matching(place.text());
      if (matching != 0) {
        return new Chosen(matching, place);
      }
    }
    return leading(response, choices, strictThink);
  }

  private static @Nullable Chosen chosen(Extracted place, Choices choices) {
    int letters = Letters.of(place.text(), choices);
    if (letters == 0 && place.source() == Source.BOXED) {
      for (Extracted inner : AnswerFinder.announced(place.text(), false)) {
        letters = letters == 0 ? Letters.of(inner.text(), choices) : letters;
      }
    }
    return letters == 0 ? null : new Chosen(letters, place);
  }

  // `B`, `(b)`, `A. Because …`, `B) …`
  private static @Nullable Chosen leading(String response, Choices choices, boolean strictThink) {
    @Nullable Extracted visible = AnswerFinder.visible(response, strictThink);
    if (visible == null) {
      return null;
    }
    int letters = Letters.leading(visible.text(), choices);
    if (letters == 0) {
      letters = choices.matching(visible.text());
    }
    return letters == 0 ? null : new Chosen(letters, visible);
  }
}
