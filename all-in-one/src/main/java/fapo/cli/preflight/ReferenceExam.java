package fapo.cli.preflight;

import fapo.cli.preflight.Finding.Kind;
import fapo.verifier.choice.ChoiceReader;
import fapo.verifier.compare.AnswerCheck;
import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.ReferenceReading;
import fapo.verifier.expr.Expr;
import fapo.verifier.text.Words;
import java.util.ArrayList;
import java.util.List;

/// One reference: how it reads, and whether a check recognizes it.
///
/// @param shape what kind of answer it is; empty where it cannot be used
/// @param form equal for references that say the same, as far as their forms tell
record ReferenceExam(String shape, String form, List<Finding> findings) {

  static ReferenceExam of(String reference, CheckOptions options) {
    if (Prose.placeholder(reference)) {
      return unusable(Kind.NO_REFERENCE, "placeholder", reference, "no answer is known");
    }
    ReferenceReading reading = ReferenceReading.of(reference);
    if (options.choices().given() && !(reading instanceof ReferenceReading.Empty)) {
      return choice(reference, options);
    }
    return switch (reading) {
      case ReferenceReading.Empty _ ->
          unusable(Kind.NO_REFERENCE, "empty", reference, "every check would be refused");
      case ReferenceReading.Beyond(String limit) ->
          unusable(Kind.OVER_LIMIT, "limit", reference, limit);
      case ReferenceReading.Text(String text) -> words(text, options);
      case ReferenceReading.Stopped stopped ->
          Prose.sentence(stopped.text()) ? words(stopped.text(), options) : unreadable(stopped);
      case ReferenceReading.Mathematics(String text, Expr expr) ->
          Prose.sentence(text) ? words(text, options) : mathematics(text, expr, options);
    };
  }

  private static ReferenceExam unusable(Kind kind, String reason, String subject, String detail) {
    return new ReferenceExam(
        "", Words.fold(subject), List.of(Finding.of(kind, reason, subject, detail)));
  }

  private static ReferenceExam unreadable(ReferenceReading.Stopped stopped) {
    Finding finding =
        new Finding(
            Kind.UNREADABLE,
            "stopped",
            stopped.text(),
            "expected: " + stopped.expected(),
            stopped.position(),
            0);
    return new ReferenceExam("", Words.fold(stopped.text()), List.of(finding));
  }

  private static ReferenceExam choice(String reference, CheckOptions options) {
    int letters = ChoiceReader.expected(reference.strip(), options.choices(), true).letters();
    if (letters != 0) {
      SelfCheck itself = SelfCheck.of(reference.strip(), options);
      return new ReferenceExam("choice", "choice " + letters, itself.findings());
    }
    boolean index = reference.strip().matches("\\d");
    return unusable(
        Kind.CHOICE,
        index ? "index" : "outside",
        reference,
        index
            ? "a number is no option (expected: the letter or the text)"
            : "the options are %s (expected: a letter or a text of these)"
                .formatted(options.choices().letters()));
  }

  private static ReferenceExam words(String text, CheckOptions options) {
    List<Finding> findings = new ArrayList<>();
    if (options.kind() != CheckOptions.Kind.TEXT && Prose.sentence(text)) {
      String reason = Prose.proof(text) ? "proof" : "prose";
      findings.add(Finding.of(Kind.TEXT, reason, text, "only the same words count as right"));
    } else {
      findings.addAll(SelfCheck.of(text, options).findings());
    }
    return new ReferenceExam("words", Words.fold(text), findings);
  }

  private static ReferenceExam mathematics(String text, Expr expr, CheckOptions options) {
    SelfCheck itself = SelfCheck.of(text, options);
    List<Finding> findings = new ArrayList<>(itself.findings());
    findings.addAll(Doubts.of(text, expr));
    // Within brackets `1,234,567` would be three numbers.
    if (findings.isEmpty() && Shapes.scalar(expr) && text.indexOf(',') < 0) {
      findings.addAll(rewritten(text, options));
    }
    String form = itself.form().isEmpty() ? Words.fold(text) : itself.form();
    return new ReferenceExam(Shapes.of(expr), form, findings);
  }

  // What no rule can confirm with 0 added, no rule can confirm in any other form.
  private static List<Finding> rewritten(String text, CheckOptions options) {
    AnswerCheck check = SelfCheck.outcome("0+(" + text + ")", text, options);
    return switch (check) {
      case AnswerCheck.Equivalent _ -> List.of();
      case AnswerCheck.Undecided(var _, String detail) ->
          List.of(Finding.of(Kind.UNDECIDED, "no-rule", text, detail));
      case AnswerCheck.Different(String by, var _) ->
          List.of(
              Finding.of(Kind.NOT_ITSELF, "rewritten", text, "with 0 added: different by " + by));
      case AnswerCheck.Unreadable(var _, int _, String expected) ->
          List.of(
              Finding.of(Kind.UNDECIDED, "no-rule", text, "with 0 added, expected: " + expected));
    };
  }
}
