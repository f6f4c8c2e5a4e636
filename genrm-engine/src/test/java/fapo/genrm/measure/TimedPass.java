package fapo.genrm.measure;

import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.StepPlan;
import fapo.genrm.engine.StepResult;

/// A forward pass that knows how long it ran, and how long it was left idle between its steps.
final class TimedPass implements ForwardPass {
  private final ForwardPass pass;
  private long running;
  private long first;
  private long last;
  private int steps;

  TimedPass(ForwardPass pass) {
    this.pass = pass;
  }

  /// From here on it counts anew. Not while a step runs.
  synchronized void reset() {
    running = 0;
    first = 0;
    steps = 0;
  }

  /// What its caller took between steps, as a share of what the steps took.
  synchronized double overhead() {
    return (double) (last - first - running) / running;
  }

  synchronized double secondsRunning() {
    return running / 1e9;
  }

  synchronized int steps() {
    return steps;
  }

  @Override
  public CacheShape cache() {
    return pass.cache();
  }

  @Override
  public StepResult run(StepPlan plan) {
    long start = System.nanoTime();
    StepResult result = pass.run(plan);
    took(start, System.nanoTime());
    return result;
  }

  private synchronized void took(long start, long end) {
    first = steps == 0 ? start : first;
    last = end;
    running += end - start;
    steps++;
  }
}
