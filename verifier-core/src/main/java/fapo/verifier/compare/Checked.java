package fapo.verifier.compare;

import fapo.verifier.text.Extracted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A finished check.
///
/// @param found the answer found in the candidate; null where none was
/// @param referenceIndex 0-based index of the reference that decided
/// @param candidateForm canonical form as an S-expression; empty where there is none
/// @param work counted elementary steps: characters read and expression nodes compared
public record Checked(
    AnswerCheck check,
    @Nullable Extracted found,
    int referenceIndex,
    String candidateForm,
    String referenceForm,
    long work) {

  /// The answer found in the candidate.
  public Optional<Extracted> extracted() {
    return Optional.ofNullable(found);
  }

  static Checked of(AnswerCheck check, @Nullable Extracted found, int referenceIndex) {
    return new Checked(check, found, referenceIndex, "", "", 0);
  }

  Checked explained(String candidate, String reference, long steps) {
    return new Checked(check, found, referenceIndex, candidate, reference, steps);
  }
}
