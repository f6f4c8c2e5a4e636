package fapo.cli.evaluate;

import com.google.protobuf.Descriptors.FieldDescriptor;
import fapo.evaluation.judged.Opinion;
import fapo.evaluation.judged.Prediction;
import fapo.genrm.v1.CritiqueBatchResult;
import fapo.genrm.v1.Evidence;
import fapo.genrm.v1.FlawedAt;
import fapo.genrm.v1.Provenance;
import fapo.genrm.v1.Verdict;
import fapo.genrm.v1.Vote;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Verdicts of the contract ▸ answers.
final class Verdicts {
  // Servers before this field give a confidence alone.
  private static final @Nullable FieldDescriptor FLAW_SCORE =
      Verdict.getDescriptor().findFieldByName("flaw_score");

  private Verdicts() {}

  static Answer answer(CritiqueBatchResult result) {
    if (!result.hasVerdict()) {
      return new Answer(
          Opinion.of(new Prediction.Abstained(Prediction.Why.REFUSED)),
          "",
          result.getRefused().getMessage());
    }
    Verdict verdict = result.getVerdict();
    return new Answer(opinion(verdict), critic(verdict.getProvenance()), words(verdict));
  }

  /// The critic's own score of a flaw.
  static OptionalDouble flawScore(Verdict verdict) {
    return FLAW_SCORE != null && verdict.hasField(FLAW_SCORE)
        ? OptionalDouble.of((Double) verdict.getField(FLAW_SCORE))
        : OptionalDouble.empty();
  }

  private static Opinion opinion(Verdict verdict) {
    Prediction prediction = prediction(verdict);
    return new Opinion(
        prediction,
        Opinion.score(
            prediction,
            flawScore(verdict),
            verdict.hasConfidence()
                ? OptionalDouble.of(verdict.getConfidence())
                : OptionalDouble.empty()),
        verdict.getVotesList().stream().map(Verdicts::vote).toList(),
        spent(verdict));
  }

  private static Opinion.Spent spent(Verdict verdict) {
    Provenance from = verdict.getProvenance();
    return new Opinion.Spent(
        tokens(from.getPromptTokens()),
        tokens(from.getCompletionTokens()),
        verdict.hasProvenance()
            ? OptionalDouble.of(from.getMillis() / 1e3)
            : OptionalDouble.empty());
  }

  private static OptionalLong tokens(int count) {
    return count == 0 ? OptionalLong.empty() : OptionalLong.of(Integer.toUnsignedLong(count));
  }

  private static Prediction prediction(Verdict verdict) {
    return switch (verdict.getOutcomeCase()) {
      case SOUND -> new Prediction.Clean();
      case FLAWED_AT -> flawed(verdict.getFlawedAt());
      case UNREADABLE -> new Prediction.Abstained(Prediction.Why.UNREADABLE);
      case UNAVAILABLE -> new Prediction.Abstained(Prediction.Why.UNAVAILABLE);
      case OUT_OF_SCOPE -> new Prediction.Abstained(Prediction.Why.OUT_OF_SCOPE);
      case NOT_ASKED, OUTCOME_NOT_SET -> new Prediction.Abstained(Prediction.Why.NOT_ASKED);
    };
  }

  private static Prediction vote(Vote vote) {
    return switch (vote.getOutcomeCase()) {
      case SOUND -> new Prediction.Clean();
      case FLAWED_AT -> flawed(vote.getFlawedAt());
      case UNAVAILABLE -> new Prediction.Abstained(Prediction.Why.UNAVAILABLE);
      case UNREADABLE, OUTCOME_NOT_SET -> new Prediction.Abstained(Prediction.Why.UNREADABLE);
    };
  }

  private static Prediction flawed(FlawedAt flaw) {
    return new Prediction.Flawed(flaw.hasStep() ? flaw.getStep() : -1);
  }

  private static String critic(Provenance from) {
    return from.getModelId().isEmpty()
        ? from.getCritic()
        : from.getCritic() + ":" + from.getModelId();
  }

  private static String words(Verdict verdict) {
    if (!verdict.getCritique().isEmpty()) {
      return verdict.getCritique();
    }
    if (verdict.hasEvidence()) {
      Evidence evidence = verdict.getEvidence();
      return evidence.getExplanation().isEmpty()
          ? evidence.getStatement()
          : evidence.getExplanation();
    }
    return switch (verdict.getOutcomeCase()) {
      case UNREADABLE -> verdict.getUnreadable().getExcerpt();
      case UNAVAILABLE -> verdict.getUnavailable().getDetail();
      case OUT_OF_SCOPE -> verdict.getOutOfScope().getDetail();
      default -> "";
    };
  }

  /// How a prediction is written in results.
  static String name(Prediction prediction) {
    return switch (prediction) {
      case Prediction.Clean() -> "sound";
      case Prediction.Flawed _ -> "flawed_at";
      case Prediction.Abstained(var why) -> why.name().toLowerCase(java.util.Locale.ROOT);
    };
  }

  static Optional<Integer> step(Prediction prediction) {
    return prediction instanceof Prediction.Flawed(int step) && step >= 0
        ? Optional.of(step)
        : Optional.empty();
  }
}
