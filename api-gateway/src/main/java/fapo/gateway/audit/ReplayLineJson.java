package fapo.gateway.audit;

import fapo.gateway.edge.Problem;
import fapo.gateway.rollout.GroupKeyJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a replay: a recomputed group, or, as the last line, why the replay stopped early.
public record ReplayLineJson(
    @Nullable GroupKeyJson key,
    @Nullable @Schema(description = "Members recomputed.") Integer rollouts,
    @Nullable @Schema(description = "Empty: everything came out bit for bit.")
        List<ReplayDifferenceJson> differences,
    @Nullable @Schema(description = "The replay stopped here; only on the last line.")
        Problem error) {

  static ReplayLineJson stopped(Problem error) {
    return new ReplayLineJson(null, null, null, error);
  }

  public record ReplayDifferenceJson(
      int rolloutIndex,
      @Schema(allowableValues = {"reward", "advantage", "status"}) String field,
      String recorded,
      String recomputed) {}
}
