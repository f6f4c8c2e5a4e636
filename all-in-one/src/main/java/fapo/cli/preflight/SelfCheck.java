package fapo.cli.preflight;

import fapo.cli.preflight.Finding.Kind;
import fapo.verifier.compare.AnswerCheck;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.Checked;
import fapo.verifier.compare.UnusableReferenceException;
import java.util.ArrayList;
import java.util.List;

/// A reference checked against itself: bare, and boxed as models answer.
///
/// @param form its canonical form; empty where it has none
record SelfCheck(String form, List<Finding> findings) {
  private static final AnswerVerifier VERIFIER = new AnswerVerifier();

  static SelfCheck of(String text, CheckOptions options) {
    List<Finding> findings = new ArrayList<>();
    try {
      Checked bare = VERIFIER.check(text, List.of(text), options.withForm(Form.ANSWER).explained());
      if (!(bare.check() instanceof AnswerCheck.Equivalent)) {
        findings.add(finding("bare", text, bare.check()));
      }
      String response = "The answer is $\\boxed{" + text + "}$.";
      Checked boxed = VERIFIER.check(response, List.of(text), options.withForm(Form.RESPONSE));
      if (!(boxed.check() instanceof AnswerCheck.Equivalent)) {
        findings.add(finding("boxed", text, boxed.check()));
      }
      return new SelfCheck(bare.referenceForm(), findings);
    } catch (UnusableReferenceException e) {
      return new SelfCheck(
          "",
          List.of(Finding.of(Kind.NO_REFERENCE, "empty", text, String.valueOf(e.getMessage()))));
    }
  }

  static AnswerCheck outcome(String answer, String text, CheckOptions options) {
    return VERIFIER.check(answer, List.of(text), options.withForm(Form.ANSWER)).check();
  }

  private static Finding finding(String reason, String text, AnswerCheck check) {
    String outcome =
        switch (check) {
          case AnswerCheck.Equivalent _ -> "equivalent";
          case AnswerCheck.Different(String by, var _) -> "different by " + by;
          case AnswerCheck.Undecided(var _, String detail) -> "undecided: " + detail;
          case AnswerCheck.Unreadable(var _, int position, String expected) ->
              "unreadable at " + position + ", expected: " + expected;
        };
    return Finding.of(Kind.NOT_ITSELF, reason, text, "given as the answer: " + outcome);
  }
}
