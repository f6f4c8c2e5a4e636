package fapo.genrm.generation;

import fapo.genrm.engine.SchedulerLimits;
import java.time.Duration;
import java.util.Set;

/// What the engine needs to know beside the model.
///
/// @param limits of the scheduler; its blocks are those of the model's cache
/// @param endOfSequence tokens with which the model ends a text, as `generation_config.json` has
///     them
/// @param watch how often deadlines and progress are looked at while a step runs
public record EngineSettings(SchedulerLimits limits, Set<Integer> endOfSequence, Duration watch) {
  public EngineSettings {
    endOfSequence = Set.copyOf(endOfSequence);
    if (!watch.isPositive()) {
      throw new IllegalArgumentException("watch: " + watch + " (expected: > 0)");
    }
  }
}
