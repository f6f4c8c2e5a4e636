package fapo.verifier.compare;

import fapo.verifier.canon.Numerals;
import fapo.verifier.canon.Numerals.Numeral;
import fapo.verifier.compare.AnswerCheck.Different;
import fapo.verifier.compare.AnswerCheck.Equivalent;
import fapo.verifier.compare.AnswerCheck.Undecided;
import fapo.verifier.compare.AnswerCheck.Unreadable;
import fapo.verifier.compare.CheckOptions.Kind;
import fapo.verifier.expr.Work;
import fapo.verifier.latex.Notation;
import fapo.verifier.text.Extracted;
import fapo.verifier.text.Words;
import fapo.verifier.unit.TimeOfDay;
import org.jspecify.annotations.Nullable;

/// Compares two answers, the cheapest rule first: as plain numbers, as the same text, as
/// mathematics,
/// as words.
final class Ladder {
  /// The longest answer read as mathematics, in characters.
  static final int LONGEST = 4096;

  /// The longest text in which an answer is looked for that is said to be one, in characters.
  static final int LONGEST_TEXT = 1 << 16;

  Checked compare(Extracted candidate, Reference reference, CheckOptions options, Work work) {
    Checked checked =
        Checked.of(
            decide(candidate.text(), reference.text(), options, work),
            candidate,
            reference.index());
    return options.explain()
        ? Explanations.explained(checked, candidate.text(), reference.text(), work)
        : checked;
  }

  /// Compares answers of which one is too long to be read: by their characters but spaces.
  AnswerCheck beyond(String candidate, String reference) {
    boolean same =
        candidate.equals(reference)
            || (Math.max(candidate.length(), reference.length()) <= LONGEST_TEXT
                && Words.squeeze(candidate).equals(Words.squeeze(reference)));
    return same ? new Equivalent("text") : limit("an answer over " + LONGEST + " characters");
  }

  private AnswerCheck decide(String candidate, String reference, CheckOptions options, Work work) {
    AnswerCheck decided = byMeaning(candidate, reference, options, work);
    if (decided instanceof Equivalent
        && options.has(Rule.REDUCED_FRACTION)
        && !LowestTerms.in(candidate)) {
      return new Different("lowest-terms", Different.Reason.VALUE);
    }
    boolean open = decided instanceof Undecided || decided instanceof Unreadable;
    return open && written(candidate, reference) ? new Equivalent("notation") : decided;
  }

  // What neither grammar nor rules can read is still the same answer when it is written alike.
  private static boolean written(String candidate, String reference) {
    return Notation.same(candidate, reference);
  }

  private AnswerCheck byMeaning(
      String candidate, String reference, CheckOptions options, Work work) {
    if (options.kind() != Kind.TEXT) {
      @Nullable AnswerCheck plain = plainNumbers(candidate, reference, options);
      if (plain != null) {
        return plain;
      }
    }
    if (Words.squeeze(candidate).equals(Words.squeeze(reference))) {
      return new Equivalent("text");
    }
    if (sameWords(candidate, reference, options)) {
      return new Equivalent("text");
    }
    if (options.kind() != Kind.TEXT) {
      @Nullable AnswerCheck times = times(candidate, reference);
      if (times != null) {
        return times;
      }
      @Nullable AnswerCheck mathematics = Mathematics.compare(candidate, reference, options, work);
      if (mathematics != null) {
        return mathematics;
      }
    }
    if (options.kind() == Kind.TEXT
        || Words.plain(Words.fold(candidate))
        || Words.plain(Words.fold(reference))) {
      return new Different("text", Different.Reason.VALUE);
    }
    return new Undecided(Undecided.Why.NO_RULE, "no rule compares these");
  }

  // A single letter is a symbol: its case and its primes have a meaning, and no article precedes
  // it.
  private static boolean sameWords(String candidate, String reference, CheckOptions options) {
    String words = Words.fold(candidate);
    return words.equals(Words.fold(reference))
        && (options.kind() == Kind.TEXT
            || words.length() > 1
            || Words.symbol(candidate).equals(Words.symbol(reference)));
  }

  // `20:34` may be a ratio too; it is a time where the other side can be nothing else.
  private static @Nullable AnswerCheck times(String candidate, String reference) {
    @Nullable TimeOfDay expected = TimeOfDay.read(reference);
    @Nullable TimeOfDay given = expected == null ? null : TimeOfDay.read(candidate);
    if (expected == null || given == null || !(expected.certain() || given.certain())) {
      return null;
    }
    return expected.second() == given.second()
        ? new Equivalent("time")
        : new Different("time", Different.Reason.VALUE);
  }

  private static @Nullable AnswerCheck plainNumbers(
      String candidate, String reference, CheckOptions options) {
    @Nullable Numeral expected = Numerals.read(reference);
    @Nullable Numeral given = expected == null ? null : Numerals.read(candidate);
    if (expected == null || given == null) {
      return null;
    }
    return Numbers.of(options)
        .compare(given.value(), given.decimals() >= 0, expected.value(), expected.decimals() >= 0);
  }

  static AnswerCheck limit(String limit) {
    return new Undecided(Undecided.Why.LIMIT, limit);
  }
}
