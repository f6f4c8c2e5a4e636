package fapo.verifier.compare;

import static java.util.Objects.requireNonNull;

import fapo.verifier.expr.Expr;
import fapo.verifier.expr.LimitException;
import fapo.verifier.latex.AnswerParser;
import fapo.verifier.latex.Parsed;
import fapo.verifier.text.Words;
import java.util.List;

/// How a reference answer reads, before anything is compared with it.
public sealed interface ReferenceReading {

  /// There is nothing in it: every check against it is refused.
  record Empty() implements ReferenceReading {}

  /// Mathematics.
  ///
  /// @param text without its wrapping
  record Mathematics(String text, Expr expr) implements ReferenceReading {}

  /// Words alone: only the same words are equivalent, all others are different.
  ///
  /// @param text without its wrapping
  record Text(String text) implements ReferenceReading {}

  /// Neither: only the same text is equivalent, and nothing is different for certain.
  ///
  /// @param text without its wrapping
  /// @param position 0-based character offset in it where reading stopped
  /// @param expected what could have stood there, for people
  record Stopped(String text, int position, String expected) implements ReferenceReading {}

  /// A counted limit was reached: only the same text is equivalent.
  ///
  /// @param limit for people
  record Beyond(String limit) implements ReferenceReading {}

  /// Reads a reference as a check would.
  static ReferenceReading of(String reference) {
    requireNonNull(reference, "reference");
    if (reference.length() > AnswerVerifier.MAX_TEXT) {
      return new Beyond("a text over " + AnswerVerifier.MAX_TEXT + " characters");
    }
    try {
      String text = Reference.usable(List.of(reference), true).getFirst().text();
      return text.length() > Ladder.LONGEST
          ? new Beyond("an answer over " + Ladder.LONGEST + " characters")
          : read(text);
    } catch (UnusableReferenceException _) {
      return new Empty();
    } catch (LimitException limit) {
      return new Beyond(limit.limit());
    }
  }

  private static ReferenceReading read(String text) {
    return switch (AnswerParser.parse(text)) {
      case Parsed.Read(Expr.Words _) -> new Text(text);
      case Parsed.Read(Expr expr) -> new Mathematics(text, expr);
      case Parsed.Stopped(int position, String expected) ->
          Words.plain(Words.fold(text)) ? new Text(text) : new Stopped(text, position, expected);
    };
  }
}
