package fapo.cli.verify;

import fapo.cli.json.Json;
import fapo.verifier.compare.AnswerCheck;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.Checked;
import fapo.verifier.compare.UnusableReferenceException;
import java.util.List;
import java.util.Locale;

/// One check of the command line.
///
/// @param text for people
/// @param json the row `--json` prints
public record SingleCheck(boolean equivalent, String text, String json) {

  /// @throws UnusableReferenceException where the reference cannot be read
  public static SingleCheck of(String gold, String prediction, CheckOptions options) {
    AnswerVerifier verifier = new AnswerVerifier();
    Checked checked = verifier.check(prediction, List.of(gold), options);
    boolean equivalent = checked.check() instanceof AnswerCheck.Equivalent;
    VerifyRow row = new VerifyRow(new Json.Null(), prediction, List.of(gold), options);
    String json = new VerifyJson(verifier, true).answer(row).json().toString();
    String text = text(checked) + (options.explain() ? explanation(checked) : "");
    return new SingleCheck(equivalent, text, json);
  }

  private static String explanation(Checked checked) {
    return "\n  gold       %s\n  prediction %s\n  work       %,d steps"
        .formatted(form(checked.referenceForm()), form(checked.candidateForm()), checked.work());
  }

  private static String form(String form) {
    return form.isEmpty() ? "(no canonical form)" : form;
  }

  private static String text(Checked checked) {
    String found =
        checked
            .extracted()
            .map(e -> "  answer '" + e.text() + "' (" + e.source().label() + ")")
            .orElse("");
    String why =
        switch (checked.check()) {
          case AnswerCheck.Equivalent(String by) -> "  by " + by;
          case AnswerCheck.Different(String by, var reason) ->
              "  by "
                  + by
                  + (reason == AnswerCheck.Different.Reason.AMBIGUOUS ? ", ambiguous" : "");
          case AnswerCheck.Undecided(var reason, String detail) ->
              "  " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + detail;
          case AnswerCheck.Unreadable(var side, int position, String expected) ->
              "  "
                  + side.name().toLowerCase(Locale.ROOT)
                  + (position < 0 ? "" : " at character " + (position + 1))
                  + ", expected: "
                  + expected;
        };
    return VerifyJson.outcome(checked.check()) + why + found;
  }
}
