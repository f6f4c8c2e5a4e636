package fapo.verifier.compare;

import fapo.verifier.mark.Edges;
import fapo.verifier.text.AnswerFinder;
import fapo.verifier.text.Extracted;
import fapo.verifier.text.Extracted.Source;
import fapo.verifier.text.Found;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A usable reference answer.
///
/// @param index 0-based, among those given
/// @param original as given
/// @param text without its wrapping; of a whole solution, the answer it ends in
/// @param items how many values it lists, as far as commas, semicolons and "and" tell; at least 1
record Reference(int index, String original, String text, int items) {
  private static final int PROSE_WORDS = 8;
  private static final int LEAD = 24;

  /// @param otherNumerals numerals of other scripts are read as numbers
  /// @throws UnusableReferenceException where none is usable
  static List<Reference> usable(List<String> references, boolean otherNumerals) {
    List<Reference> usable = new ArrayList<>(references.size());
    for (int i = 0; i < references.size(); i++) {
      String text = unwrapped(references.get(i), otherNumerals);
      if (saysSomething(text)) {
        usable.add(new Reference(i, references.get(i), text, items(text)));
      }
    }
    if (usable.isEmpty()) {
      throw new UnusableReferenceException(
          UnusableReferenceException.Reason.REFERENCE_UNREADABLE,
          "references: %d, none usable (expected: at least one that is not empty)"
              .formatted(references.size()));
    }
    return usable;
  }

  /// The values a text lists outside inner brackets; the braces of a set are not inner.
  static int items(String text) {
    int items = 1;
    int depth = 0;
    int end = text.length() > Ladder.LONGEST ? 0 : text.length();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        depth += i <= 1 && c == '{' ? 0 : 1;
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      } else if (depth <= 0 && (c == ',' || c == ';') && !grouped(text, i)) {
        items++;
      } else if (depth <= 1 && (text.startsWith(" and ", i) || text.startsWith("\\pm", i))) {
        items++;
      }
    }
    return items;
  }

  // `1,234` is one value.
  private static boolean grouped(String text, int comma) {
    boolean digits = comma > 0 && Character.isDigit(text.charAt(comma - 1));
    for (int i = comma + 1; i <= comma + 3; i++) {
      digits &= i < text.length() && Character.isDigit(text.charAt(i));
    }
    return digits;
  }

  private static String unwrapped(String reference, boolean otherNumerals) {
    if (reference.length() > AnswerVerifier.MAX_TEXT) {
      return "";
    }
    if (reference.length() > Ladder.LONGEST_TEXT) {
      return reference;
    }
    @Nullable Extracted joined = AnswerFinder.joinedBoxes(reference);
    if (joined != null) {
      return joined.text();
    }
    return switch (AnswerFinder.whole(reference)) {
      case Found.Answer(Extracted whole) ->
          whole.source() == Source.BOXED
              ? whole.text()
              : solution((otherNumerals ? inDigits(whole) : whole).text());
      case Found.Nothing _ -> "";
    };
  }

  private static Extracted inDigits(Extracted whole) {
    @Nullable Extracted digits = AnswerFinder.inDigits(whole);
    return digits == null ? whole : digits;
  }

  // A text without a box: an answer, or a sentence or a solution that ends in one.
  private static String solution(String text) {
    @Nullable Extracted announced = announced(text);
    if (announced != null) {
      return announced.text();
    }
    boolean prose = text.indexOf('$') >= 0 && AnswerFinder.words(text, PROSE_WORDS) == PROSE_WORDS;
    @Nullable Extracted math = prose ? AnswerFinder.lastMath(text) : null;
    return math == null ? text : math.text();
  }

  /// The result of a calculation that is written out, null where it is none.
  @Nullable Reference result() {
    @Nullable Extracted result = AnswerFinder.result(new Extracted(text, Source.WHOLE, 0));
    return result == null
        ? null
        : new Reference(index, original, result.text(), items(result.text()));
  }

  /// What an answer is that is written with its announcement, null where it is written without.
  static @Nullable Extracted announced(String text) {
    @Nullable Extracted marked = AnswerFinder.marked(text);
    return marked != null && (solved(text, marked) || led(text, marked)) ? marked : null;
  }

  // `The answer is 5`.
  private static boolean led(String text, Extracted marked) {
    boolean words = marked.source() != Source.HASH && marked.start() <= LEAD;
    for (int i = 0; words && i < marked.start(); i++) {
      char c = text.charAt(i);
      words = Character.isLetter(c) || " :：*$\n".indexOf(c) >= 0;
    }
    return words;
  }

  // A whole solution whose last line is `#### 5`.
  private static boolean solved(String text, Extracted marked) {
    return marked.source() == Source.HASH && text.lastIndexOf("\n####", marked.start()) >= 0;
  }

  // By its first 65,536 characters: no answer begins with as many blanks.
  private static boolean saysSomething(String text) {
    int end = Math.min(text.length(), Ladder.LONGEST_TEXT);
    for (int i = 0; i < end; i++) {
      if (!wraps(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean wraps(char c) {
    return switch (c) {
      case '$', '*', '_', '`', '"', '\'', '.', ',', ';', ':' -> true;
      default -> Edges.blank(c);
    };
  }
}
