package fapo.gateway.verify;

import fapo.verifier.v1.Side;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a check found. `outcome` says which of the other fields can be there.
///
/// @param outcome a failed check is never `different`
/// @param by the rule that decided; of equivalent and different
/// @param reason of different and undecided
/// @param position 0-based character offset where reading stopped; of unreadable
/// @param referenceIndex 0-based; only where several references were given
public record AnswerCheckJson(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = {"equivalent", "different", "undecided", "unreadable"})
        String outcome,
    @Nullable @Schema(description = "The rule that decided.", example = "exact-number") String by,
    @Nullable
        @Schema(
            description = "Of different and undecided.",
            allowableValues = {"value", "ambiguous", "limit", "no_rule"})
        String reason,
    @Nullable String detail,
    @Nullable Side side,
    @Nullable @Schema(description = "0-based character offset.") Integer position,
    @Nullable String expected,
    @Nullable ExtractedJson extracted,
    @Nullable Integer referenceIndex,
    @Nullable ExplanationJson explanation) {

  static AnswerCheckJson equivalent(String by) {
    return of("equivalent", by, null, null);
  }

  static AnswerCheckJson different(String by, @Nullable String reason) {
    return of("different", by, reason, null);
  }

  static AnswerCheckJson undecided(@Nullable String reason, @Nullable String detail) {
    return of("undecided", null, reason, detail);
  }

  static AnswerCheckJson unreadable(
      @Nullable Side side, @Nullable Integer position, @Nullable String expected) {
    return new AnswerCheckJson(
        "unreadable", null, null, null, side, position, expected, null, null, null);
  }

  private static AnswerCheckJson of(
      String outcome, @Nullable String by, @Nullable String reason, @Nullable String detail) {
    return new AnswerCheckJson(outcome, by, reason, detail, null, null, null, null, null, null);
  }

  AnswerCheckJson with(
      @Nullable ExtractedJson found,
      @Nullable Integer reference,
      @Nullable ExplanationJson explained) {
    return new AnswerCheckJson(
        outcome, by, reason, detail, side, position, expected, found, reference, explained);
  }

  /// @param start 0-based character offset of the text in the candidate
  public record ExtractedJson(
      String text,
      @Schema(example = "boxed", description = "Where it was found.") String source,
      int start) {}

  /// @param work counted elementary steps
  public record ExplanationJson(
      @Nullable String candidateForm, @Nullable String referenceForm, long work) {}
}
