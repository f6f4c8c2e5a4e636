package fapo.verifier.compare;

import static java.util.Objects.requireNonNull;

import fapo.verifier.choice.ChoiceReader;
import fapo.verifier.compare.AnswerCheck.Different;
import fapo.verifier.compare.AnswerCheck.Equivalent;
import fapo.verifier.compare.AnswerCheck.Undecided;
import fapo.verifier.compare.AnswerCheck.Unreadable;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Kind;
import fapo.verifier.compare.CheckOptions.Mode;
import fapo.verifier.recipe.RecipeRule;
import fapo.verifier.text.AnswerFinder;
import fapo.verifier.text.Extracted;
import fapo.verifier.text.Extracted.Source;
import fapo.verifier.text.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides whether a candidate's answer matches a reference: find the answer, read both sides,
/// compare.
///
/// Deterministic, bounded by counted steps, and total: whatever the texts hold, there is an answer.
public final class AnswerVerifier {
  /// The longest text read, in characters.
  public static final int MAX_TEXT = 1 << 20;

  // `\textbf{(A)}`: longer references name a choice only where the question is said to be one.
  private static final int MOST_LETTER = 16;

  private final Ladder ladder = new Ladder();

  /// @param references at least one usable; the candidate matches if any usable one does
  /// @throws UnusableReferenceException where no reference is usable
  public Checked check(String candidate, List<String> references, CheckOptions options) {
    requireNonNull(candidate, "candidate");
    List<Reference> usable = Reference.usable(references);
    @Nullable Checked best = null;
    for (Reference reference : usable) {
      Checked checked = checkOne(candidate, reference, options);
      if (best == null || rank(checked.check()) < rank(best.check())) {
        best = checked;
      }
      if (rank(best.check()) == 0) {
        break;
      }
    }
    return requireNonNull(best, "references");
  }

  private Checked checkOne(String candidate, Reference reference, CheckOptions options) {
    if (candidate.length() > MAX_TEXT) {
      return Checked.of(
          Ladder.limit("a text over " + MAX_TEXT + " characters"), null, reference.index());
    }
    if (options.mode() == Mode.FAPO_RECIPE) {
      return byRecipe(candidate, reference);
    }
    if (options.kind() == Kind.CHOICE || options.kind() == Kind.AUTO) {
      @Nullable Checked chosen = byChoice(candidate, reference, options);
      if (chosen != null) {
        return chosen;
      }
    }
    Found found =
        options.form() == Form.ANSWER
            ? AnswerFinder.whole(candidate)
            : AnswerFinder.find(candidate, rules(options));
    return switch (found) {
      case Found.Answer(Extracted extracted) -> compare(candidate, extracted, reference, options);
      case Found.Nothing(int position, String expected) ->
          unreadable(position, expected, reference);
    };
  }

  private Checked compare(
      String candidate, Extracted extracted, Reference reference, CheckOptions options) {
    if (extracted.text().length() > 2 * Math.max(Ladder.LONGEST, reference.text().length())) {
      return Checked.of(
          Ladder.limit("an answer over " + Ladder.LONGEST + " characters"),
          extracted,
          reference.index());
    }
    Checked checked = ladder.compare(extracted, reference, options);
    @Nullable Extracted other =
        Fallback.reading(checked.check(), candidate, extracted, reference, options);
    if (other != null) {
      checked = ladder.compare(other, reference, options);
    }
    boolean same = !equivalent(checked) && candidate.equals(reference.original());
    return same ? Checked.of(new Equivalent("text"), checked.found(), reference.index()) : checked;
  }

  private static AnswerFinder.Rules rules(CheckOptions options) {
    return new AnswerFinder.Rules(
        options.extraction().strictThink(), options.extraction().lastNumber());
  }

  private static Checked byRecipe(String candidate, Reference reference) {
    RecipeRule.Reading reading = RecipeRule.read(candidate, reference.original());
    @Nullable Extracted extracted =
        reading.boxed() ? new Extracted(reading.extracted(), Source.BOXED, reading.start()) : null;
    AnswerCheck check =
        reading.equal()
            ? new Equivalent("fapo-recipe")
            : new Different("fapo-recipe", Different.Reason.VALUE);
    return Checked.of(check, extracted, reference.index());
  }

  // Null where the reference names no option, or where nothing but the reference says that the
  // question is a choice and the candidate chose none.
  private static @Nullable Checked byChoice(
      String candidate, Reference reference, CheckOptions options) {
    boolean choice = options.kind() == Kind.CHOICE || options.choices().given();
    if (!choice && (options.form() == Form.ANSWER || reference.text().length() > MOST_LETTER)) {
      return null;
    }
    ChoiceReader.Expected expected =
        ChoiceReader.expected(reference.text(), options.choices(), choice);
    ChoiceReader.@Nullable Chosen chosen =
        expected.letters() == 0
            ? null
            : ChoiceReader.read(
                candidate, options.choices(), expected, options.extraction().strictThink());
    if (chosen == null) {
      return choice && expected.letters() != 0
          ? unreadable(-1, "an option's letter", reference)
          : null;
    }
    if (chosen.letters() == expected.letters()) {
      return Checked.of(new Equivalent("choice-letter"), chosen.extracted(), reference.index());
    }
    boolean ambiguous = chosen.several() && Integer.bitCount(expected.letters()) == 1;
    Different.Reason reason = ambiguous ? Different.Reason.AMBIGUOUS : Different.Reason.VALUE;
    return Checked.of(
        new Different("choice-letter", reason), chosen.extracted(), reference.index());
  }

  private static boolean equivalent(Checked checked) {
    return checked.check() instanceof Equivalent;
  }

  private static Checked unreadable(int position, String expected, Reference reference) {
    return Checked.of(
        new Unreadable(Unreadable.Side.CANDIDATE, position, expected), null, reference.index());
  }

  private static int rank(AnswerCheck check) {
    return switch (check) {
      case Equivalent _ -> 0;
      case Undecided _ -> 1;
      case Different _ -> 2;
      case Unreadable _ -> 3;
    };
  }
}
