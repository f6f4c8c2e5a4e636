package fapo.genrm.wire;

import com.google.protobuf.Descriptors.FieldDescriptor;
import fapo.evaluation.judged.Judged;
import fapo.evaluation.judged.Opinion;
import fapo.evaluation.judged.Prediction;
import fapo.evaluation.judged.Truth;
import fapo.evaluation.v1.LabelledItem;
import fapo.genrm.v1.FlawedAt;
import fapo.genrm.v1.Provenance;
import fapo.genrm.v1.Verdict;
import fapo.genrm.v1.Vote;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Labelled items and verdicts of the contract ▸ what the figures are computed from.
public final class JudgedWire {
  // Verdicts from before this field have a confidence alone.
  private static final @Nullable FieldDescriptor FLAW_SCORE =
      Verdict.getDescriptor().findFieldByName("flaw_score");

  private JudgedWire() {}

  /// @throws RefusedException where the label is missing or names no step
  public static Truth truth(LabelledItem item) {
    int steps = steps(item);
    if (!item.hasLabel()) {
      throw RefusedException.of("label", "missing (expected: -1 or a step's index)");
    }
    if (item.getLabel() < -1 || (steps > 0 && item.getLabel() >= steps)) {
      throw RefusedException.of(
          "label",
          item.getLabel()
              + " (expected: "
              + (steps > 0 ? "-1 to " + (steps - 1) : "-1 or more")
              + ")");
    }
    return new Truth(
        item.getLabel(),
        steps,
        item.hasAnswerCorrect() ? Optional.of(item.getAnswerCorrect()) : Optional.empty(),
        item.getKind());
  }

  // A text that the service has yet to split has no known number of steps.
  private static int steps(LabelledItem item) {
    int split = item.getRequest().getSolution().getStepsCount();
    return split > 0 ? split : item.getVerdict().getStepCount();
  }

  /// A solution with its verdict.
  ///
  /// @throws RefusedException where the verdict is none that a critic can give
  public static Judged judged(LabelledItem item, Truth truth, Verdict verdict) {
    return new Judged(item.getSubset(), item.getId(), truth, opinion(verdict));
  }

  /// A solution whose request the critic refused.
  public static Judged refused(LabelledItem item, Truth truth) {
    return new Judged(
        item.getSubset(),
        item.getId(),
        truth,
        Opinion.of(new Prediction.Abstained(Prediction.Why.REFUSED)));
  }

  private static Opinion opinion(Verdict verdict) {
    Prediction prediction = prediction(verdict);
    OptionalDouble given =
        FLAW_SCORE != null && verdict.hasField(FLAW_SCORE)
            ? unit("verdict.flaw_score", (Double) verdict.getField(FLAW_SCORE))
            : OptionalDouble.empty();
    OptionalDouble confidence =
        verdict.hasConfidence()
            ? unit("verdict.confidence", verdict.getConfidence())
            : OptionalDouble.empty();
    return new Opinion(
        prediction,
        Opinion.score(prediction, given, confidence),
        verdict.getVotesList().stream().map(JudgedWire::vote).toList(),
        spent(verdict));
  }

  private static OptionalDouble unit(String field, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw RefusedException.of(field, value + " (expected: 0 to 1)");
    }
    return OptionalDouble.of(value);
  }

  private static Prediction prediction(Verdict verdict) {
    return switch (verdict.getOutcomeCase()) {
      case SOUND -> new Prediction.Clean();
      case FLAWED_AT -> flawed(verdict.getFlawedAt());
      case UNREADABLE -> new Prediction.Abstained(Prediction.Why.UNREADABLE);
      case UNAVAILABLE -> new Prediction.Abstained(Prediction.Why.UNAVAILABLE);
      case OUT_OF_SCOPE -> new Prediction.Abstained(Prediction.Why.OUT_OF_SCOPE);
      case NOT_ASKED -> new Prediction.Abstained(Prediction.Why.NOT_ASKED);
      case OUTCOME_NOT_SET ->
          throw RefusedException.of("verdict", "without outcome (expected: one)");
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
    return new Prediction.Flawed(
        flaw.hasStep() ? Math.max(-1, flaw.getStep()) : -1); // above 2^31 there is no step
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
}
