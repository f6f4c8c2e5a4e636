package fapo.genrm.wire;

import com.google.protobuf.ByteString;
import fapo.genrm.critique.CriticProfile;
import fapo.genrm.critique.Critique;
import fapo.genrm.critique.PromptTemplate;
import fapo.genrm.critique.Verdict;
import fapo.genrm.v1.Evidence;
import fapo.genrm.v1.EvidenceKind;
import fapo.genrm.v1.Fitness;
import fapo.genrm.v1.FlawedAt;
import fapo.genrm.v1.OutOfScope;
import fapo.genrm.v1.OutOfScopeReason;
import fapo.genrm.v1.Provenance;
import fapo.genrm.v1.Sound;
import fapo.genrm.v1.Unavailable;
import fapo.genrm.v1.UnavailableCause;
import fapo.genrm.v1.Unreadable;
import fapo.genrm.v1.Vote;

/// Writes verdicts.
public final class VerdictWire {
  private static final int MAX_CRITIQUE_BYTES = 64 << 10;
  private static final Sound SOUND = Sound.getDefaultInstance();

  private VerdictWire() {}

  /// What surrounds a critique.
  ///
  /// @param critic who judged
  /// @param millis wall time
  public record Setting(CriticProfile critic, Asked.Manner manner, int stepCount, long millis) {}

  public static fapo.genrm.v1.Verdict verdict(Critique critique, Setting setting) {
    fapo.genrm.v1.Verdict.Builder wire = fapo.genrm.v1.Verdict.newBuilder();
    outcome(critique.verdict(), wire);
    if (setting.manner().returnCritique()) {
      wire.setCritique(cut(critique.text()));
    }
    Provenance.Builder provenance = provenance(setting);
    basis(critique.basis(), wire, provenance);
    return wire.setStepCount(setting.stepCount()).setProvenance(provenance).build();
  }

  public static Fitness fitness(CriticProfile.Fitness fitness) {
    return switch (fitness) {
      case DEMO -> Fitness.FITNESS_DEMO;
      case TRAINING -> Fitness.FITNESS_TRAINING;
    };
  }

  private static void outcome(Verdict verdict, fapo.genrm.v1.Verdict.Builder wire) {
    switch (verdict) {
      case Verdict.Sound _ -> wire.setSound(SOUND);
      case Verdict.FlawedAt(int step) -> wire.setFlawedAt(FlawedAt.newBuilder().setStep(step));
      case Verdict.Flawed _ -> wire.setFlawedAt(FlawedAt.getDefaultInstance());
      case Verdict.Unreadable(String excerpt) ->
          wire.setUnreadable(Unreadable.newBuilder().setExcerpt(excerpt));
      case Verdict.Unavailable unavailable -> wire.setUnavailable(unavailable(unavailable));
      case Verdict.OutOfScope(Verdict.Reason reason, String detail) ->
          wire.setOutOfScope(OutOfScope.newBuilder().setReason(reason(reason)).setDetail(detail));
    }
  }

  private static void basis(
      Critique.Basis basis, fapo.genrm.v1.Verdict.Builder wire, Provenance.Builder provenance) {
    switch (basis) {
      case Critique.Samples samples -> {
        samples.votes().forEach(vote -> wire.addVotes(vote(vote)));
        wire.setConfidence(samples.confidence());
        samples.odds().ifPresent(odds -> wire.setFlawScore(odds.flaw()));
        Critique.Usage usage = samples.usage();
        provenance
            .setModelId(usage.modelId())
            .setPromptTokens(usage.promptTokens())
            .setCompletionTokens(usage.completionTokens())
            .setTemperature(usage.temperature())
            .setTopP(usage.topP());
      }
      case Critique.Statements statements -> {
        wire.setCheckedStatements(statements.checked());
        statements.evidence().forEach(evidence -> wire.setEvidence(evidence(evidence)));
      }
      case Critique.Nothing _ -> {}
    }
  }

  private static Provenance.Builder provenance(Setting setting) {
    CriticProfile critic = setting.critic();
    PromptTemplate template = setting.manner().template();
    return Provenance.newBuilder()
        .setCritic(critic.name())
        .setModelId(critic.modelId())
        .setWeightsHash(critic.weightsHash())
        .setTemplateId(critic.generates() ? template.id() : "")
        .setEngine(critic.engine())
        .setFitness(fitness(critic.fitness()))
        .setMillis(setting.millis());
  }

  private static Vote vote(Critique.Vote vote) {
    Vote.Builder wire =
        Vote.newBuilder().setSeed(vote.seed()).setCompletionTokens(vote.completionTokens());
    switch (vote.outcome()) {
      case Verdict.Sound _ -> wire.setSound(SOUND);
      case Verdict.FlawedAt(int step) -> wire.setFlawedAt(FlawedAt.newBuilder().setStep(step));
      case Verdict.Flawed _ -> wire.setFlawedAt(FlawedAt.getDefaultInstance());
      case Verdict.Unreadable(String excerpt) ->
          wire.setUnreadable(Unreadable.newBuilder().setExcerpt(excerpt));
      case Verdict.Unavailable unavailable -> wire.setUnavailable(unavailable(unavailable));
      // A vote has no such variant: all samples share one prompt, so the verdict says it for all.
      case Verdict.OutOfScope _ -> {}
    }
    return wire.build();
  }

  private static Evidence evidence(Critique.Evidence evidence) {
    return Evidence.newBuilder()
        .setStep(evidence.step())
        .setStatement(evidence.statement())
        .setSubExpression(evidence.subExpression())
        .setStated(evidence.stated())
        .setComputed(evidence.computed())
        .setExplanation(evidence.explanation())
        .setKind(
            switch (evidence.kind()) {
              case FALSE_STATEMENT -> EvidenceKind.EVIDENCE_KIND_FALSE_STATEMENT;
              case CONTRADICTION -> EvidenceKind.EVIDENCE_KIND_CONTRADICTION;
            })
        .build();
  }

  private static Unavailable unavailable(Verdict.Unavailable unavailable) {
    UnavailableCause cause =
        switch (unavailable.cause()) {
          case DEADLINE -> UnavailableCause.UNAVAILABLE_CAUSE_DEADLINE;
          case UNREACHABLE -> UnavailableCause.UNAVAILABLE_CAUSE_UNREACHABLE;
          case OVERLOADED -> UnavailableCause.UNAVAILABLE_CAUSE_OVERLOADED;
          case CANCELLED -> UnavailableCause.UNAVAILABLE_CAUSE_CANCELLED;
          case NO_PROGRESS -> UnavailableCause.UNAVAILABLE_CAUSE_NO_PROGRESS;
          case MODEL_FAULT -> UnavailableCause.UNAVAILABLE_CAUSE_MODEL_FAULT;
        };
    return Unavailable.newBuilder().setCause(cause).setDetail(unavailable.detail()).build();
  }

  private static OutOfScopeReason reason(Verdict.Reason reason) {
    return switch (reason) {
      case TOO_LONG -> OutOfScopeReason.OUT_OF_SCOPE_REASON_TOO_LONG;
      case DOMAIN -> OutOfScopeReason.OUT_OF_SCOPE_REASON_DOMAIN;
      case NO_CHECKABLE_STATEMENT -> OutOfScopeReason.OUT_OF_SCOPE_REASON_NO_CHECKABLE_STATEMENT;
    };
  }

  /// The beginning, cut between characters.
  private static String cut(String critique) {
    if (critique.length() * 3L <= MAX_CRITIQUE_BYTES) {
      return critique;
    }
    ByteString bytes = ByteString.copyFromUtf8(critique);
    int end = Math.min(bytes.size(), MAX_CRITIQUE_BYTES);
    while (end < bytes.size() && (bytes.byteAt(end) & 0xC0) == 0x80) {
      end--;
    }
    return bytes.substring(0, end).toStringUtf8();
  }
}
