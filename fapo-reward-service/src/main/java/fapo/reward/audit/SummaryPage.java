package fapo.reward.audit;

import java.util.List;

/// @param nextPageToken empty at the end
public record SummaryPage(List<GroupSummary> groups, String nextPageToken) {
  public SummaryPage {
    groups = List.copyOf(groups);
  }
}
