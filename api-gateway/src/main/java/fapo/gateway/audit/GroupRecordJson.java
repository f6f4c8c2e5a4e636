package fapo.gateway.audit;

import fapo.gateway.policy.ScoringPolicyJson;
import fapo.gateway.rollout.GroupKeyJson;
import fapo.gateway.rollout.RolloutJson;
import fapo.gateway.rollout.TaskJson;
import fapo.gateway.score.GroupScoreJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A recorded or open group.
public record GroupRecordJson(
    GroupScoreJson score,
    @Nullable @Schema(description = "With texts=true.") GroupJson group,
    @Nullable ScoringPolicyJson policy) {

  /// The recorded texts.
  ///
  /// @param notUtf8 paths of texts whose recorded bytes are not UTF-8: they are shown with U+FFFD
  public record GroupJson(
      GroupKeyJson key,
      TaskJson task,
      List<RolloutJson> rollouts,
      @Nullable
          @Schema(description = "Paths of texts that are not UTF-8: they are shown with U+FFFD.")
          List<String> notUtf8) {}
}
