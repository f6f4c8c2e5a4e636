package fapo.verifier.compare;

import fapo.verifier.canon.Canonicalizer;
import fapo.verifier.canon.NoFormException;
import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Work;
import fapo.verifier.latex.AnswerParser;
import fapo.verifier.latex.Parsed;

/// The canonical form of an answer as an S-expression, for people; empty where it has none.
final class Explanations {
  private Explanations() {}

  static Checked explained(Checked checked, String candidate, String reference, Work work) {
    Canonicalizer canonicalizer = new Canonicalizer(work, false);
    String left = form(candidate, canonicalizer);
    String right = form(reference, canonicalizer);
    return checked.explained(left, right, work.steps());
  }

  private static String form(String text, Canonicalizer canonicalizer) {
    if (text.length() > Ladder.LONGEST) {
      return "";
    }
    try {
      return switch (AnswerParser.parse(text)) {
        case Parsed.Read read -> canonicalizer.form(read.expr()).toString();
        case Parsed.Stopped _ -> "";
      };
    } catch (NoFormException | LimitException _) {
      return "";
    }
  }
}
