package fapo.cli.verify;

import fapo.cli.json.Json;
import fapo.cli.json.JsonWriter;
import fapo.verifier.compare.AnswerCheck;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.Checked;
import fapo.verifier.compare.UnusableReferenceException;
import fapo.verifier.text.Extracted;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Checks a row and says the answer: `{id, outcome, equivalent, by, extracted, micros}`, and what
/// else there is to say of outcomes without a rule.
///
/// @param timed whether the wall time of each check is written; without it, the same rows give the
///     same bytes
record VerifyJson(AnswerVerifier verifier, boolean timed) {

  Answered answer(VerifyRow row) {
    long started = System.nanoTime();
    try {
      Checked checked = verifier.check(row.prediction(), row.golds(), row.options());
      return answered(row, checked, (System.nanoTime() - started) / 1000);
    } catch (UnusableReferenceException e) {
      long micros = (System.nanoTime() - started) / 1000;
      JsonWriter json = begin(row.id(), "unreadable", null, null, micros);
      return new Answered(
          "unreadable", "reference", json.field("error", "gold: " + e.getMessage()).end());
    }
  }

  /// The answer to a row that is no check.
  Answered refused(Json id, String why) {
    return new Answered(
        "refused", "", begin(id, "refused", null, null, 0).field("error", why).end());
  }

  private Answered answered(VerifyRow row, Checked checked, long micros) {
    String outcome = outcome(checked.check());
    @Nullable String extracted = checked.extracted().map(Extracted::text).orElse(null);
    JsonWriter json = begin(row.id(), outcome, by(checked.check()), extracted, micros);
    details(json, checked.check());
    if (row.options().explain()) {
      json.begin("explanation")
          .field("candidate_form", checked.candidateForm())
          .field("reference_form", checked.referenceForm())
          .field("work", checked.work())
          .end();
    }
    return new Answered(outcome, rule(checked.check()), json.end());
  }

  private JsonWriter begin(
      Json id, String outcome, @Nullable String by, @Nullable String extracted, long micros) {
    JsonWriter json =
        new JsonWriter()
            .begin()
            .field("id", id)
            .field("outcome", outcome)
            .field("equivalent", (Boolean) outcome.equals("equivalent"))
            .field("by", by)
            .field("extracted", extracted);
    return timed ? json.field("micros", micros) : json;
  }

  private static void details(JsonWriter json, AnswerCheck check) {
    switch (check) {
      case AnswerCheck.Equivalent _ -> {}
      case AnswerCheck.Different(String _, AnswerCheck.Different.Reason reason) -> {
        if (reason != AnswerCheck.Different.Reason.VALUE) {
          json.field("reason", word(reason));
        }
      }
      case AnswerCheck.Undecided(AnswerCheck.Undecided.Why why, String detail) ->
          json.field("reason", word(why)).some("detail", detail);
      case AnswerCheck.Unreadable(
              AnswerCheck.Unreadable.Side side,
              int position,
              String expected) -> {
        json.field("side", word(side));
        if (position >= 0) {
          json.field("position", position);
        }
        json.some("expected", expected);
      }
    }
  }

  static String outcome(AnswerCheck check) {
    return switch (check) {
      case AnswerCheck.Equivalent _ -> "equivalent";
      case AnswerCheck.Different _ -> "different";
      case AnswerCheck.Undecided _ -> "undecided";
      case AnswerCheck.Unreadable _ -> "unreadable";
    };
  }

  private static @Nullable String by(AnswerCheck check) {
    return switch (check) {
      case AnswerCheck.Equivalent(String by) -> by;
      case AnswerCheck.Different(String by, var _) -> by;
      case AnswerCheck.Undecided _, AnswerCheck.Unreadable _ -> null;
    };
  }

  // What decided, or why nothing did.
  private static String rule(AnswerCheck check) {
    return switch (check) {
      case AnswerCheck.Equivalent(String by) -> by;
      case AnswerCheck.Different(String by, var _) -> by;
      case AnswerCheck.Undecided(var why, String _) -> word(why);
      case AnswerCheck.Unreadable(var side, int _, String _) -> word(side);
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
