package fapo.genrm.engine;

/// What is to be done now.
public sealed interface Step {
  /// Run the plan; then {@link Scheduler#commit}, {@link Scheduler#rollback} or {@link
  /// Scheduler#fail}.
  record Run(StepPlan plan) implements Step {}

  /// Nothing, until the next request comes.
  record Idle() implements Step {}
}
