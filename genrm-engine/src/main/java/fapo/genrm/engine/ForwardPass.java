package fapo.genrm.engine;

/// Runs a model over a packed step. Called by one thread only.
public interface ForwardPass {
  /// Shape of the cache the model writes to.
  ///
  /// @param blocks how many there are
  /// @param blockSize positions in each
  record CacheShape(int blocks, int blockSize) {}

  CacheShape cache();

  /// Runs the plan; blocks until the result is there.
  ///
  /// @throws ModelFaultException where the model or the device failed; the cache of the plan's
  ///     sequences is lost, others keep theirs unless it says otherwise
  StepResult run(StepPlan plan);
}
