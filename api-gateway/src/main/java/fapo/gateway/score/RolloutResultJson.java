package fapo.gateway.score;

import fapo.gateway.critique.VerdictJson;
import fapo.gateway.verify.AnswerCheckJson;
import fapo.reward.v1.OnMissingVerdict;
import fapo.reward.v1.UnscoredCause;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What one rollout is worth: either `scored` or `unscored`.
///
/// @param advantage dimensionless; absent until the group is complete
public record RolloutResultJson(
    int rolloutIndex,
    @Nullable String rolloutId,
    @Nullable AnswerCheckJson answerCheck,
    @Nullable VerdictJson verdict,
    @Nullable ScoredJson scored,
    @Nullable @Schema(description = "Masked: does not vote in its group.") UnscoredJson unscored,
    @Nullable @Schema(description = "Absent until the group is complete.") Double advantage,
    @Nullable @Schema(description = "Rewarded in spite of a missing verdict, by this rule.")
        OnMissingVerdict missingVerdictRule) {

  public record ScoredJson(
      @Schema(description = "The sum of the components.") double reward,
      RewardComponentsJson components) {}

  public record RewardComponentsJson(
      @Schema(description = "+1 right, -1 wrong.") double outcome,
      @Schema(description = "-λ for a flawed positive, else 0.") double flaw,
      @Schema(description = "In [-factor, 0].") double overlong) {}

  public record UnscoredJson(
      @Nullable UnscoredCause cause,
      boolean retryable,
      @Nullable String detail,
      @Nullable @Schema(description = "Mean of the scored siblings, for trainers without a mask.")
          Double neutralReward) {}
}
