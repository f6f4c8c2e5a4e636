package fapo.gateway.evaluate;

import fapo.gateway.critique.VerdictJson;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The figures of an evaluation.
public record EvaluateResponseJson(
    @Schema(description = "Who judged, as name or name:model.") String critic,
    FiguresJson pooled,
    List<SubsetJson> subsets,
    @Schema(description = "Unweighted mean of the subsets' processbench_f1.")
        EstimateJson processbenchAverageF1,
    @Schema(description = "Solutions that could not be used or that the critic refused.")
        List<RefusedItemJson> refused,
    @Nullable @Schema(description = "Where asked for; in completion order.")
        List<ItemResultJson> results) {

  /// The figures of one subset.
  public record SubsetJson(String subset, FiguresJson figures) {}

  /// @param detail why
  public record RefusedItemJson(@Nullable String subset, @Nullable String id, String detail) {}

  /// One solution's verdict.
  public record ItemResultJson(@Nullable String subset, @Nullable String id, VerdictJson verdict) {}
}
