package fapo.verifier.compare;

import static java.util.Objects.requireNonNull;

import fapo.verifier.compare.AnswerCheck.Different;
import fapo.verifier.compare.AnswerCheck.Equivalent;
import fapo.verifier.compare.AnswerCheck.Undecided;
import fapo.verifier.compare.AnswerCheck.Unreadable;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Mode;
import fapo.verifier.expr.LimitException;
import fapo.verifier.expr.Work;
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

  // A step stands for some 10 to 20 ns, in which a scan passes this many characters.
  private static final int CHARACTERS_A_STEP = 32;

  private final Ladder ladder = new Ladder();

  /// @param references at least one usable; the candidate matches if any usable one does
  /// @throws UnusableReferenceException where no reference is usable
  public Checked check(String candidate, List<String> references, CheckOptions options) {
    requireNonNull(candidate, "candidate");
    List<Reference> usable = Reference.usable(references, options.has(Rule.OTHER_NUMERALS));
    Work work = new Work();
    @Nullable Checked best = null;
    for (Reference reference : usable) {
      Checked checked = within(candidate, reference, options, work);
      if (best == null || rank(checked.check()) < rank(best.check())) {
        best = checked;
      }
      if (rank(best.check()) == 0) {
        break;
      }
    }
    return requireNonNull(best, "references");
  }

  private Checked within(String candidate, Reference reference, CheckOptions options, Work work) {
    if (candidate.length() > MAX_TEXT) {
      return limit("a text over " + MAX_TEXT + " characters", null, reference);
    }
    try {
      work.step(candidate.length() / CHARACTERS_A_STEP);
      return against(candidate, reference, options, work);
    } catch (LimitException limit) {
      return limit(limit.limit(), null, reference);
    }
  }

  private Checked against(String candidate, Reference reference, CheckOptions options, Work work) {
    if (options.mode() == Mode.FAPO_RECIPE) {
      return byRecipe(candidate, reference);
    }
    @Nullable Checked chosen = ByChoice.compare(candidate, reference, options);
    if (chosen != null) {
      return chosen;
    }
    return switch (find(candidate, options)) {
      case Found.Answer(Extracted found) -> compare(candidate, found, reference, options, work);
      case Found.Nothing(int position, String expected) ->
          Checked.of(
              new Unreadable(Unreadable.Side.CANDIDATE, position, expected),
              null,
              reference.index());
    };
  }

  private static Found find(String candidate, CheckOptions options) {
    if (options.form() == Form.ANSWER && candidate.length() > Ladder.LONGEST_TEXT) {
      return new Found.Answer(new Extracted(candidate, Source.WHOLE, 0));
    }
    return options.form() == Form.ANSWER
        ? AnswerFinder.whole(candidate)
        : AnswerFinder.find(
            candidate,
            new AnswerFinder.Rules(
                options.has(Rule.STRICT_THINK),
                options.has(Rule.OPEN_BOX),
                options.has(Rule.LAST_NUMBER_FALLBACK)));
  }

  private Checked compare(
      String candidate, Extracted found, Reference reference, CheckOptions options, Work work) {
    if (Math.max(found.text().length(), reference.text().length()) > Ladder.LONGEST) {
      return Checked.of(ladder.beyond(found.text(), reference.text()), found, reference.index());
    }
    Checked checked = ladder.compare(found, reference, options, work);
    @Nullable Extracted other =
        Fallback.reading(checked.check(), candidate, found, reference, options);
    if (other != null) {
      checked = ladder.compare(other, reference, options, work);
    }
    boolean value = rank(checked.check()) > 0 && found.text().indexOf('=') < 0;
    @Nullable Reference result = value ? reference.result() : null;
    if (result != null) {
      checked = ladder.compare(found, result, options, work);
    }
    boolean same = rank(checked.check()) > 0 && candidate.equals(reference.original());
    return same ? Checked.of(new Equivalent("text"), checked.found(), reference.index()) : checked;
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

  private static Checked limit(String limit, @Nullable Extracted found, Reference reference) {
    return Checked.of(Ladder.limit(limit), found, reference.index());
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
