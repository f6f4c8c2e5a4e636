package fapo.cli.score;

import fapo.cli.json.JsonWriter;
import fapo.genrm.v1.Evidence;
import fapo.genrm.v1.Provenance;
import fapo.genrm.v1.Verdict;
import fapo.verifier.v1.AnswerCheck;
import fapo.verifier.v1.DifferentReason;
import fapo.verifier.v1.Extracted;
import fapo.verifier.v1.Unreadable;
import java.util.Locale;

/// Answer checks and verdicts as JSON, with the names and shapes of the REST API.
public final class OutcomeJson {
  private OutcomeJson() {}

  /// The contract's name of an enum value in lower case without its prefix.
  public static String name(String value, String prefix) {
    return value.substring(value.startsWith(prefix) ? prefix.length() : 0).toLowerCase(Locale.ROOT);
  }

  /// Writes the fields of a check into the open object.
  public static void check(JsonWriter json, AnswerCheck check) {
    boolean checked = check.getOutcomeCase() != AnswerCheck.OutcomeCase.OUTCOME_NOT_SET;
    json.field("outcome", checked ? name(check.getOutcomeCase().name(), "") : null);
    switch (check.getOutcomeCase()) {
      case EQUIVALENT -> json.field("by", check.getEquivalent().getBy());
      case DIFFERENT -> {
        json.field("by", check.getDifferent().getBy());
        if (check.getDifferent().getReason() != DifferentReason.DIFFERENT_REASON_UNSPECIFIED) {
          json.field("reason", name(check.getDifferent().getReason().name(), "DIFFERENT_REASON_"));
        }
      }
      case UNDECIDED ->
          json.field("reason", name(check.getUndecided().getReason().name(), "UNDECIDED_REASON_"))
              .some("detail", check.getUndecided().getDetail());
      case UNREADABLE -> unreadable(json, check.getUnreadable());
      case OUTCOME_NOT_SET -> {}
    }
    if (check.hasExtracted()) {
      Extracted extracted = check.getExtracted();
      json.begin("extracted")
          .field("text", extracted.getText())
          .field("source", extracted.getSource())
          .field("start", extracted.getStart())
          .end();
    }
    if (check.hasReferenceIndex()) {
      json.field("reference_index", check.getReferenceIndex());
    }
  }

  /// Writes the fields of a verdict into the open object.
  public static void verdict(JsonWriter json, Verdict verdict) {
    boolean given = verdict.getOutcomeCase() != Verdict.OutcomeCase.OUTCOME_NOT_SET;
    json.field("outcome", given ? name(verdict.getOutcomeCase().name(), "") : null);
    switch (verdict.getOutcomeCase()) {
      case FLAWED_AT -> {
        if (verdict.getFlawedAt().hasStep()) {
          json.field("step", verdict.getFlawedAt().getStep());
        }
      }
      case UNREADABLE -> json.field("excerpt", verdict.getUnreadable().getExcerpt());
      case UNAVAILABLE ->
          json.field(
                  "cause", name(verdict.getUnavailable().getCause().name(), "UNAVAILABLE_CAUSE_"))
              .some("detail", verdict.getUnavailable().getDetail());
      case OUT_OF_SCOPE ->
          json.field(
                  "reason",
                  name(verdict.getOutOfScope().getReason().name(), "OUT_OF_SCOPE_REASON_"))
              .some("detail", verdict.getOutOfScope().getDetail());
      case NOT_ASKED ->
          json.field("reason", name(verdict.getNotAsked().getReason().name(), "NOT_ASKED_REASON_"));
      case SOUND, OUTCOME_NOT_SET -> {}
    }
    json.some("critique", verdict.getCritique());
    if (verdict.hasEvidence()) {
      evidence(json, verdict.getEvidence());
    }
    if (verdict.getStepCount() > 0) {
      json.field("step_count", verdict.getStepCount());
    }
    if (verdict.hasCheckedStatements()) {
      json.field("checked_statements", verdict.getCheckedStatements());
    }
    if (verdict.hasConfidence()) {
      json.field("confidence", (Double) verdict.getConfidence());
    }
    if (verdict.hasFlawScore()) {
      json.field("flaw_score", (Double) verdict.getFlawScore());
    }
    if (verdict.hasProvenance()) {
      Provenance from = verdict.getProvenance();
      json.field("critic", from.getCritic()).some("model_id", from.getModelId());
    }
  }

  private static void unreadable(JsonWriter json, Unreadable unreadable) {
    json.field("side", name(unreadable.getSide().name(), "SIDE_"));
    if (unreadable.hasPosition()) {
      json.field("position", unreadable.getPosition());
    }
    json.some("expected", unreadable.getExpected());
  }

  private static void evidence(JsonWriter json, Evidence evidence) {
    json.begin("evidence")
        .field("step", evidence.getStep())
        .field("statement", evidence.getStatement())
        .some("sub_expression", evidence.getSubExpression())
        .some("stated", evidence.getStated())
        .some("computed", evidence.getComputed())
        .some("explanation", evidence.getExplanation())
        .field("kind", name(evidence.getKind().name(), "EVIDENCE_KIND_"))
        .end();
  }
}
