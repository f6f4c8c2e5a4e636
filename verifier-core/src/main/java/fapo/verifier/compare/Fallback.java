package fapo.verifier.compare;

import fapo.verifier.compare.AnswerCheck.Different;
import fapo.verifier.compare.AnswerCheck.Equivalent;
import fapo.verifier.compare.AnswerCheck.Undecided;
import fapo.verifier.compare.AnswerCheck.Unreadable;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Kind;
import fapo.verifier.text.AnswerFinder;
import fapo.verifier.text.Extracted;
import fapo.verifier.text.Extracted.Source;
import fapo.verifier.text.Words;
import org.jspecify.annotations.Nullable;

/// What else a candidate may mean where what was found in it does not match: boxes side by side are
/// one list, an announced sentence ("she has 5 apples left") means the number it states, and an
/// answer that is prose means what it announces. Never more than one other reading, chosen without
/// a look at the reference's value.
final class Fallback {
  private static final String[] CODE = {
    "__", "import ", "print(", "eval(", "exec(", "lambda", "def ", "=>", "());", "('", "(\"", "os."
  };
  private static final int FEW_WORDS = 2;
  private static final int SENTENCE_WORDS = 3;
  private static final int SLACK = 32;

  private Fallback() {}

  /// The other reading of the candidate, null where there is none.
  static @Nullable Extracted reading(
      AnswerCheck check,
      String candidate,
      Extracted found,
      Reference reference,
      CheckOptions options) {
    if (check instanceof Equivalent || options.kind() == Kind.TEXT) {
      return null;
    }
    @Nullable Extracted digits =
        options.has(Rule.OTHER_NUMERALS) ? AnswerFinder.inDigits(found) : null;
    if (digits != null) {
      return digits;
    }
    if (reference.items() > 1 && joinable(found) && options.has(Rule.JOIN_BOXES)) {
      return joined(candidate, found, reference);
    }
    if (options.form() == Form.RESPONSE && whole(candidate, reference, options)) {
      return AnswerFinder.visible(candidate, options.has(Rule.STRICT_THINK));
    }
    boolean prose = options.form() == Form.ANSWER && prose(candidate);
    @Nullable Extracted said = prose ? inProse(candidate, reference, options) : null;
    if (said != null) {
      return said;
    }
    @Nullable Extracted announced =
        options.form() == Form.ANSWER ? Reference.announced(found.text()) : null;
    if (announced != null) {
      return inside(found, announced);
    }
    boolean unread = open(check) || AnswerFinder.foreign(found) || sentenceFor(reference, found);
    return unread ? within(candidate, found, reference, options) : null;
  }

  // What a text that does not read as an answer says within: an announcement, the result of a
  // calculation, a number.
  private static @Nullable Extracted within(
      String candidate, Extracted found, Reference reference, CheckOptions options) {
    @Nullable Extracted inner =
        found.source() == Source.BOXED || found.source() == Source.ANSWER_TAG
            ? AnswerFinder.marked(found.text())
            : null;
    inner = inner == null ? null : inside(found, inner);
    inner = inner == null ? AnswerFinder.withoutAside(found) : inner;
    inner = inner == null ? AnswerFinder.result(found) : inner;
    if (inner != null || options.form() == Form.ANSWER) {
      return inner;
    }
    boolean number =
        options.has(Rule.LAST_NUMBER_FALLBACK) && sentence(found) && digits(reference.text());
    return number ? AnswerFinder.number(candidate, found, united(reference)) : null;
  }

  private static boolean joinable(Extracted found) {
    return found.source() == Source.BOXED || found.source() == Source.LAST_MATH;
  }

  // What was found in something found, where it stands in the candidate.
  private static Extracted inside(Extracted found, Extracted inner) {
    return new Extracted(inner.text(), inner.source(), found.start() + inner.start());
  }

  // "she has 12 apples left", which a grammar may well take for a product of letters.
  private static boolean sentenceFor(Reference reference, Extracted found) {
    String text = found.text();
    boolean opens =
        text.length() > 1
            && Character.isLetter(text.charAt(0))
            && Character.isLetter(text.charAt(1));
    int most = opens && united(reference) ? SENTENCE_WORDS : FEW_WORDS;
    return found.source() != Source.LAST_MATH
        && AnswerFinder.words(text, most) == most
        && (opens || !united(reference));
  }

  private static boolean digits(String text) {
    return text.chars().anyMatch(Character::isDigit);
  }

  // A reference with a unit is compared with the number and the word behind it, not with the number
  // alone.
  private static boolean united(Reference reference) {
    return AnswerFinder.words(reference.text(), 1) > 0 || AnswerFinder.letters(reference.text());
  }

  private static @Nullable Extracted joined(
      String candidate, Extracted found, Reference reference) {
    @Nullable Extracted joined =
        found.source() == Source.BOXED
            ? AnswerFinder.joinedBoxes(candidate)
            : AnswerFinder.joinedMath(candidate);
    return joined != null && Reference.items(joined.text()) == reference.items() ? joined : null;
  }

  // A reply that is the reference, word for word, needs no announcement.
  private static boolean whole(String candidate, Reference reference, CheckOptions options) {
    if (candidate.length() > 2 * reference.original().length() + SLACK) {
      return false;
    }
    @Nullable Extracted visible = AnswerFinder.visible(candidate, options.has(Rule.STRICT_THINK));
    return visible != null && Words.squeeze(visible.text()).equals(Words.squeeze(reference.text()));
  }

  private static boolean open(AnswerCheck check) {
    return switch (check) {
      case Equivalent _ -> false;
      case Different different -> different.by().equals("text");
      case Undecided undecided -> undecided.why() == Undecided.Why.NO_RULE;
      case Unreadable _ -> true;
    };
  }

  private static boolean sentence(Extracted found) {
    return switch (found.source()) {
      case FINAL_ANSWER, ANSWER_IS, ANSWER_COLON, HASH, LAST_LINE, LAST_MATH -> true;
      case BOXED, ANSWER_TAG, LAST_NUMBER, WHOLE -> false;
    };
  }

  private static @Nullable Extracted inProse(
      String candidate, Reference reference, CheckOptions options) {
    @Nullable Extracted marked = AnswerFinder.marked(candidate);
    if (marked == null) {
      return options.has(Rule.LAST_NUMBER_FALLBACK) ? AnswerFinder.concluded(candidate) : null;
    }
    @Nullable Extracted number =
        options.has(Rule.LAST_NUMBER_FALLBACK) && sentence(marked) && wordy(marked.text())
            ? AnswerFinder.number(candidate, marked, united(reference))
            : null;
    return number == null ? marked : number;
  }

  private static boolean wordy(String text) {
    return AnswerFinder.words(text, 1) > 0 || text.indexOf('=') >= 0;
  }

  // Prose, and no code or noise that happens to hold a number.
  private static boolean prose(String text) {
    if (AnswerFinder.words(text, FEW_WORDS) < FEW_WORDS) {
      return false;
    }
    for (String mark : CODE) {
      if (text.contains(mark)) {
        return false;
      }
    }
    return true;
  }
}
