package fapo.verifier.compare;

import fapo.verifier.choice.ChoiceReader;
import fapo.verifier.choice.ChoiceReader.Chosen;
import fapo.verifier.choice.ChoiceReader.Expected;
import fapo.verifier.compare.AnswerCheck.Different;
import fapo.verifier.compare.AnswerCheck.Equivalent;
import fapo.verifier.compare.AnswerCheck.Unreadable;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Kind;
import org.jspecify.annotations.Nullable;

/// Compares the letters of options: those a candidate chose with those a reference names, as sets.
final class ByChoice {
  // `\textbf{(A)}`: longer references name a choice only where the question is said to be one.
  private static final int MOST_LETTER = 16;

  private ByChoice() {}

  /// Null where this is no choice: the reference names no option, or nothing but the reference says
  /// that the question is a choice and the candidate chose none.
  static @Nullable Checked compare(String candidate, Reference reference, CheckOptions options) {
    if (reference.text().length() > Ladder.LONGEST) {
      return null;
    }
    boolean said = options.kind() == Kind.CHOICE || options.choices().given();
    if (!said && (options.kind() != Kind.AUTO || !letter(reference, options))) {
      return null;
    }
    Expected expected = ChoiceReader.expected(reference.text(), options.choices(), said);
    if (expected.letters() == 0) {
      return null;
    }
    boolean strict = options.has(Rule.STRICT_THINK);
    @Nullable Chosen chosen = ChoiceReader.read(candidate, options.choices(), expected, strict);
    if (chosen == null) {
      return said ? unread(reference) : null;
    }
    return Checked.of(outcome(chosen, expected), chosen.extracted(), reference.index());
  }

  private static boolean letter(Reference reference, CheckOptions options) {
    return options.form() == Form.RESPONSE && reference.text().length() <= MOST_LETTER;
  }

  private static AnswerCheck outcome(Chosen chosen, Expected expected) {
    if (chosen.letters() == expected.letters()) {
      return new Equivalent("choice-letter");
    }
    boolean ambiguous = chosen.several() && Integer.bitCount(expected.letters()) == 1;
    return new Different(
        "choice-letter", ambiguous ? Different.Reason.AMBIGUOUS : Different.Reason.VALUE);
  }

  private static Checked unread(Reference reference) {
    return Checked.of(
        new Unreadable(Unreadable.Side.CANDIDATE, -1, "an option's letter"),
        null,
        reference.index());
  }
}
