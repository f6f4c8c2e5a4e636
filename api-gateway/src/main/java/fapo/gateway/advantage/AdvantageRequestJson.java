package fapo.gateway.advantage;

import fapo.gateway.policy.AdvantagePolicyJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rewards of any number of groups.
public record AdvantageRequestJson(
    @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<RewardGroupJson> groups,
    @Nullable AdvantagePolicyJson policy) {

  public record RewardGroupJson(
      @Nullable @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
          List<MemberRewardJson> members) {}

  public record MemberRewardJson(
      @Nullable @Schema(description = "Absent: an unscored member.", example = "1") Double reward,
      @Nullable @Schema(description = "Tokens, for estimator opo.") Integer responseTokens) {}
}
