package fapo.reward.audit;

import org.jspecify.annotations.Nullable;

/// Which groups of a run are meant; an absent part means all.
public record RunSelection(String runId, @Nullable Integer runAttempt, @Nullable Long step) {
  public static RunSelection of(String runId) {
    return new RunSelection(runId, null, null);
  }
}
