package fapo.gateway.evaluate;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A measure and how sure it is.
public record EstimateJson(
    @Nullable @Schema(description = "In [0, 1]; absent over no solution.") Double value,
    @Nullable @Schema(description = "Percentile bootstrap, 95 %.") IntervalJson bootstrap,
    @Nullable @Schema(description = "Wilson's, 95 %, of measures that are one share.")
        IntervalJson wilson) {

  /// Both ends belong to it.
  public record IntervalJson(double low, double high) {}
}
