package fapo.gateway.critique;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import fapo.genrm.v1.EvidenceKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a critic found. A critique that failed is never `sound`.
///
/// @param finding the outcome, flat among the other fields
public record VerdictJson(
    @JsonUnwrapped FindingJson finding,
    @Nullable @Schema(description = "The critique, possibly cut at 64 KiB.") String critique,
    @Nullable EvidenceJson evidence,
    @Nullable @Schema(description = "One entry a sample.") List<VoteJson> votes,
    @Nullable @Schema(description = "In [0, 1].") Double confidence,
    @Nullable
        @Schema(
            description =
                "In [0, 1]: the model's probability that some step is wrong, where the critic gives"
                    + " it.",
            minimum = "0",
            maximum = "1")
        Double flawScore,
    @Nullable @Schema(description = "Steps the solution was split into.") Integer stepCount,
    @Nullable ProvenanceJson provenance,
    @Nullable @Schema(description = "Of the symbolic critic.") Integer checkedStatements) {

  /// `outcome` says which of the other fields can be there.
  ///
  /// @param step 0-based index of the first wrong step; of flawed_at
  /// @param excerpt the end of the critique; of unreadable
  /// @param cause of unavailable
  /// @param reason of out_of_scope and not_asked
  public record FindingJson(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {
                "sound",
                "flawed_at",
                "unreadable",
                "unavailable",
                "out_of_scope",
                "not_asked"
              })
          String outcome,
      @Nullable @Schema(description = "0-based; of flawed_at.") Integer step,
      @Nullable @Schema(description = "Of unreadable.") String excerpt,
      @Nullable
          @Schema(
              description = "Of unavailable; retryable.",
              allowableValues = {
                "deadline",
                "unreachable",
                "overloaded",
                "cancelled",
                "no_progress",
                "model_fault"
              })
          String cause,
      @Nullable
          @Schema(
              description = "Of out_of_scope and not_asked.",
              allowableValues = {
                "too_long",
                "domain",
                "no_checkable_statement",
                "answer_not_right",
                "split",
                "preset",
                "cancelled"
              })
          String reason,
      @Nullable String detail) {}

  /// The statement that decided.
  ///
  /// @param step 0-based
  public record EvidenceJson(
      int step,
      String statement,
      @Nullable @Schema(description = "The smallest part that is false.") String subExpression,
      @Nullable String stated,
      @Nullable String computed,
      @Nullable String explanation,
      @Nullable EvidenceKind kind) {}

  /// One sample.
  public record VoteJson(
      @JsonUnwrapped FindingJson finding, @Nullable BigInteger seed, int completionTokens) {}
}
