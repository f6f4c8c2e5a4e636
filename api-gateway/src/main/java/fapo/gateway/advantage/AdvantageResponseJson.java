package fapo.gateway.advantage;

import fapo.reward.v1.NoSignalCause;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry a group, in request order.
public record AdvantageResponseJson(List<AdvantageGroupJson> groups) {

  public record AdvantageGroupJson(
      @Schema(description = "0 for unscored members and groups without signal.")
          List<Double> advantages,
      @Nullable NoSignalCause noSignalCause) {}
}
