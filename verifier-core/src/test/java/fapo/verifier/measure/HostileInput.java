package fapo.verifier.measure;

import fapo.verifier.compare.CheckOptions;
import fapo.verifier.compare.CheckOptions.Form;
import fapo.verifier.compare.CheckOptions.Kind;
import java.util.List;

/// Two texts made to cost as much as they can.
///
/// @param name short, for a table
public record HostileInput(String name, String candidate, String reference) {
  private static final CheckOptions RESPONSE = CheckOptions.DEFAULTS;
  private static final CheckOptions ANSWER = CheckOptions.DEFAULTS.withForm(Form.ANSWER);

  /// One way to check a pair.
  ///
  /// @param way short, for a table
  record Attempt(String way, Question question) {}

  /// Every way in which the pair may reach the verifier.
  List<Attempt> attempts() {
    return List.of(
        attempt("answer", candidate, reference, ANSWER),
        attempt("swapped", reference, candidate, ANSWER),
        attempt("math", candidate, reference, ANSWER.withKind(Kind.MATH)),
        attempt("response", candidate, "1", RESPONSE),
        attempt("choice", candidate, "B", RESPONSE.withKind(Kind.CHOICE)),
        attempt("text", candidate, reference, ANSWER.withKind(Kind.TEXT)),
        attempt("reference", "1", reference, ANSWER),
        attempt("explained", candidate, reference, explained()));
  }

  private static Attempt attempt(
      String way, String candidate, String reference, CheckOptions options) {
    return new Attempt(way, new Question(candidate, List.of(reference), options));
  }

  private static CheckOptions explained() {
    return ANSWER.explained();
  }
}
