package fapo.cli.verify;

import fapo.cli.json.Json;
import fapo.cli.json.JsonWriter;
import fapo.verifier.compare.AnswerCheck;
import fapo.verifier.compare.AnswerVerifier;
import fapo.verifier.compare.Checked;
import fapo.verifier.compare.UnusableReferenceException;
import fapo.verifier.text.Extracted;
import org.jspecify.annotations.Nullable;

/// Checks a row and says the answer: `{id, outcome, equivalent, by, extracted, micros}`.
final class VerifyJson {
  private VerifyJson() {}

  static JsonWriter answer(AnswerVerifier verifier, VerifyRow row) {
    long started = System.nanoTime();
    try {
      Checked checked = verifier.check(row.prediction(), row.golds(), row.options());
      long micros = (System.nanoTime() - started) / 1000;
      return write(row.id(), checked, micros);
    } catch (UnusableReferenceException e) {
      long micros = (System.nanoTime() - started) / 1000;
      return write(row.id(), "unreadable", null, null, micros)
          .field("error", "gold: " + e.getMessage())
          .end();
    }
  }

  /// The answer to a row that is no check.
  static JsonWriter refused(Json id, String why) {
    return write(id, "refused", null, null, 0).field("error", why).end();
  }

  private static JsonWriter write(Json id, Checked checked, long micros) {
    @Nullable String extracted = checked.extracted().map(Extracted::text).orElse(null);
    return write(id, outcome(checked.check()), by(checked.check()), extracted, micros).end();
  }

  private static JsonWriter write(
      Json id, String outcome, @Nullable String by, @Nullable String extracted, long micros) {
    return new JsonWriter()
        .begin()
        .field("id", id)
        .field("outcome", outcome)
        .field("equivalent", (Boolean) outcome.equals("equivalent"))
        .field("by", by)
        .field("extracted", extracted)
        .field("micros", micros);
  }

  static String outcome(AnswerCheck check) {
    return switch (check) {
      case AnswerCheck.Equivalent _ -> "equivalent";
      case AnswerCheck.Different _ -> "different";
      case AnswerCheck.Undecided _ -> "undecided";
      case AnswerCheck.Unreadable _ -> "unreadable";
    };
  }

  static @Nullable String by(AnswerCheck check) {
    return switch (check) {
      case AnswerCheck.Equivalent(String by) -> by;
      case AnswerCheck.Different(String by, var reason) -> by;
      case AnswerCheck.Undecided _, AnswerCheck.Unreadable _ -> null;
    };
  }
}
