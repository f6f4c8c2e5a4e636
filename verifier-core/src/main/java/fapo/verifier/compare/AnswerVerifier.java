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
    if (options.kind() == Kind.CHOICE
        || (options.kind() == Kind.AUTO && choice(reference, options))) {
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
          Checked.of(
              new Unreadable(Unreadable.Side.CANDIDATE, position, expected),
              null,
              reference.index());
    };
  }

  private Checked compare(
      String candidate, Extracted extracted, Reference reference, CheckOptions options) {
    Checked checked = ladder.compare(extracted, reference, options);
    if (!Fallback.applies(checked.check(), extracted, options)) {
      return checked;
    }
    Found number = Fallback.number(candidate, extracted);
    return switch (number) {
      case Found.Answer(Extracted inner) -> ladder.compare(inner, reference, options);
      case Found.Nothing _ -> checked;
    };
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

  // The reference names an option, and so does the question or the way a whole response is read.
  private static boolean choice(Reference reference, CheckOptions options) {
    boolean asked = options.choices().given() || options.form() == Form.RESPONSE;
    return asked && ChoiceReader.reference(reference.text(), options.choices()) != 0;
  }

  private static @Nullable Checked byChoice(
      String candidate, Reference reference, CheckOptions options) {
    int expected = ChoiceReader.reference(reference.text(), options.choices());
    ChoiceReader.@Nullable Chosen chosen =
        ChoiceReader.read(candidate, options.choices(), options.extraction().strictThink());
    if (chosen == null || expected == 0) {
      boolean only = expected != 0 && (options.kind() == Kind.CHOICE || options.choices().given());
      return only
          ? Checked.of(
              new Unreadable(Unreadable.Side.CANDIDATE, -1, "an option's letter"),
              null,
              reference.index())
          : null;
    }
    if (chosen.letters() == expected) {
      return Checked.of(new Equivalent("choice-letter"), chosen.extracted(), reference.index());
    }
    boolean ambiguous = chosen.several() && Integer.bitCount(expected) == 1;
    Different.Reason reason = ambiguous ? Different.Reason.AMBIGUOUS : Different.Reason.VALUE;
    return Checked.of(
        new Different("choice-letter", reason), chosen.extracted(), reference.index());
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
