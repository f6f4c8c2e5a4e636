package fapo.gateway.policy;

import fapo.gateway.critique.CritiqueOptionsJson;
import fapo.gateway.verify.VerifyOptionsJson;
import fapo.reward.v1.AnswerWhen;
import fapo.reward.v1.OnMissingVerdict;
import fapo.reward.v1.OnUndecided;
import fapo.reward.v1.Preset;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A preset and what this request overrides of it.
public record ScoringPolicyJson(
    @Nullable @Schema(description = "Default fapo.") Preset preset,
    @Nullable @Schema(description = "λ of the flaw penalty, >= 0. Default 1.") Double flawPenalty,
    @Nullable @Schema(description = "Default unscored.") OnUndecided onUndecided,
    @Nullable @Schema(description = "Default degrade_group.") OnMissingVerdict onMissingVerdict,
    @Nullable OverlongJson overlong,
    @Nullable AdvantagePolicyJson advantage,
    @Nullable @Schema(description = "Of rollouts scored one by one. Default rollout.")
        AnswerWhen answerWhen,
    @Nullable VerifyOptionsJson verify,
    @Nullable CritiqueOptionsJson critique,
    @Nullable @Schema(description = "Let a demo critic judge rollouts for training. Default false.")
        Boolean allowDemoCritic,
    @Nullable
        @Schema(description = "Samples that must confirm a flaw in all-correct groups, 0 to 8.")
        Integer confirmations) {

  /// DAPO's soft overlong punishment; every rollout must then carry `response_tokens`.
  public record OverlongJson(
      @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Tokens, > 0.")
          Integer maxResponseTokens,
      @Nullable
          @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "Tokens, in (0, max_response_tokens].")
          Integer bufferTokens,
      @Nullable @Schema(description = "> 0. Default 1.") Double penaltyFactor) {}
}
