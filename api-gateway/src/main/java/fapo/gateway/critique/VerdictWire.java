package fapo.gateway.critique;

import fapo.gateway.critique.VerdictJson.EvidenceJson;
import fapo.gateway.critique.VerdictJson.FindingJson;
import fapo.gateway.critique.VerdictJson.VoteJson;
import fapo.gateway.json.Present;
import fapo.genrm.v1.Evidence;
import fapo.genrm.v1.FlawedAt;
import fapo.genrm.v1.NotAsked;
import fapo.genrm.v1.OutOfScope;
import fapo.genrm.v1.Provenance;
import fapo.genrm.v1.Unavailable;
import fapo.genrm.v1.Unreadable;
import fapo.genrm.v1.Verdict;
import fapo.genrm.v1.Vote;
import org.jspecify.annotations.Nullable;

/// Verdicts → JSON records.
public final class VerdictWire {
  private VerdictWire() {}

  public static VerdictJson verdict(Verdict verdict) {
    return new VerdictJson(
        finding(verdict),
        Present.text(verdict.getCritique()),
        Present.when(verdict.hasEvidence(), verdict.getEvidence(), VerdictWire::evidence),
        Present.some(verdict.getVotesList(), VerdictWire::vote),
        Present.when(verdict.hasConfidence(), verdict.getConfidence()),
        Present.when(verdict.hasFlawScore(), verdict.getFlawScore()),
        Present.when(verdict.getStepCount() > 0, verdict.getStepCount()),
        Present.when(verdict.hasProvenance(), verdict.getProvenance(), VerdictWire::provenance),
        Present.when(verdict.hasCheckedStatements(), verdict.getCheckedStatements()));
  }

  private static FindingJson finding(Verdict verdict) {
    return switch (verdict.getOutcomeCase()) {
      case SOUND -> sound();
      case FLAWED_AT -> flawedAt(verdict.getFlawedAt());
      case UNREADABLE -> unreadable(verdict.getUnreadable());
      case UNAVAILABLE -> unavailable(verdict.getUnavailable());
      case OUT_OF_SCOPE -> outOfScope(verdict.getOutOfScope());
      case NOT_ASKED -> notAsked(verdict.getNotAsked());
      case OUTCOME_NOT_SET -> throw new IllegalStateException("verdict.outcome: missing");
    };
  }

  private static VoteJson vote(Vote vote) {
    var finding =
        switch (vote.getOutcomeCase()) {
          case SOUND -> sound();
          case FLAWED_AT -> flawedAt(vote.getFlawedAt());
          case UNREADABLE -> unreadable(vote.getUnreadable());
          case UNAVAILABLE -> unavailable(vote.getUnavailable());
          case OUTCOME_NOT_SET -> throw new IllegalStateException("vote.outcome: missing");
        };
    var seed = Present.when(vote.hasSeed(), CritiqueWire.unsigned(vote.getSeed()));
    return new VoteJson(finding, seed, vote.getCompletionTokens());
  }

  private static FindingJson sound() {
    return new FindingJson("sound", null, null, null, null, null);
  }

  private static FindingJson flawedAt(FlawedAt flaw) {
    @Nullable Integer step = Present.when(flaw.hasStep(), flaw.getStep());
    return new FindingJson("flawed_at", step, null, null, null, null);
  }

  private static FindingJson unreadable(Unreadable unreadable) {
    return new FindingJson("unreadable", null, unreadable.getExcerpt(), null, null, null);
  }

  private static FindingJson unavailable(Unavailable unavailable) {
    String cause = Present.name(unavailable.getCause());
    String detail = Present.text(unavailable.getDetail());
    return new FindingJson("unavailable", null, null, cause, null, detail);
  }

  private static FindingJson outOfScope(OutOfScope outOfScope) {
    String reason = Present.name(outOfScope.getReason());
    String detail = Present.text(outOfScope.getDetail());
    return new FindingJson("out_of_scope", null, null, null, reason, detail);
  }

  private static FindingJson notAsked(NotAsked notAsked) {
    String reason = Present.name(notAsked.getReason());
    return new FindingJson("not_asked", null, null, null, reason, null);
  }

  private static EvidenceJson evidence(Evidence evidence) {
    return new EvidenceJson(
        evidence.getStep(),
        evidence.getStatement(),
        Present.text(evidence.getSubExpression()),
        Present.text(evidence.getStated()),
        Present.text(evidence.getComputed()),
        Present.text(evidence.getExplanation()),
        Present.named(evidence.getKind()));
  }

  private static ProvenanceJson provenance(Provenance provenance) {
    return new ProvenanceJson(
        provenance.getCritic(),
        Present.text(provenance.getModelId()),
        Present.text(provenance.getWeightsHash()),
        Present.text(provenance.getTemplateId()),
        Present.text(provenance.getEngine()),
        Present.named(provenance.getFitness()),
        provenance.getPromptTokens(),
        provenance.getCompletionTokens(),
        provenance.getMillis(),
        Present.when(provenance.hasTemperature(), provenance.getTemperature()),
        Present.when(provenance.hasTopP(), provenance.getTopP()));
  }
}
