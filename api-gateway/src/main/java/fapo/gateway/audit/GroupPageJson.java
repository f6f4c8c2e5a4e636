package fapo.gateway.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a run's groups, newest step first.
public record GroupPageJson(
    List<GroupSummaryJson> groups,
    @Nullable @Schema(description = "For page_token; absent at the end.") String nextPageToken) {}
