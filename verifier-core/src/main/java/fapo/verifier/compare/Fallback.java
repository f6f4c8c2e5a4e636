package fapo.verifier.compare;

import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.text.AnswerFinder;
import fapo.verifier.text.Extracted;
import fapo.verifier.text.Extracted.Source;
import fapo.verifier.text.Found;

/// When the announced answer of a response is a sentence ("that she has 5 apples left"), the one
/// number in it may stand for it; it is reported as found by `last-number`.
final class Fallback {
  private Fallback() {}

  static boolean applies(AnswerCheck check, Extracted extracted, CheckOptions options) {
    if (options.form() == Form.ANSWER || !options.extraction().lastNumber()) {
      return false;
    }
    boolean sentence =
        switch (extracted.source()) {
          case FINAL_ANSWER, ANSWER_IS, ANSWER_COLON, HASH, LAST_LINE, LAST_MATH -> true;
          case BOXED, ANSWER_TAG, LAST_NUMBER, WHOLE -> false;
        };
    return sentence
        && switch (check) {
          case AnswerCheck.Equivalent _ -> false;
          case AnswerCheck.Different different -> different.by().equals("text");
          case AnswerCheck.Undecided undecided ->
              undecided.why() == AnswerCheck.Undecided.Why.NO_RULE;
          case AnswerCheck.Unreadable _ -> true;
        };
  }

  static Found number(String candidate, Extracted extracted) {
    int end = extracted.start() + extracted.text().length();
    if (extracted.source() == Source.LAST_LINE || extracted.source() == Source.LAST_MATH) {
      return AnswerFinder.lastNumber(candidate);
    }
    return AnswerFinder.onlyNumber(candidate, extracted.start(), end);
  }
}
