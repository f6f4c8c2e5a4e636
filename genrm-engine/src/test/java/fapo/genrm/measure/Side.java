package fapo.genrm.measure;

import fapo.genrm.engine.ForwardPass;
import fapo.genrm.engine.StepPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Something that runs a model, of several that are compared.
interface Side extends AutoCloseable {
  String name();

  /// Runs steps one after another.
  ///
  /// @return seconds of each
  List<Double> run(Work work, int steps);

  @Override
  void close();

  /// One of the forward passes of this process.
  ///
  /// @param nanoClock that times the steps
  record Pass(String name, ForwardPass pass, Runnable closing, LongSupplier nanoClock)
      implements Side {
    @Override
    public List<Double> run(Work work, int steps) {
      List<Double> seconds = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        StepPlan plan = work.plan(pass, step);
        long start = nanoClock.getAsLong();
        var _ = pass.run(plan);
        seconds.add((nanoClock.getAsLong() - start) / 1e9);
      }
      return seconds;
    }

    @Override
    public void close() {
      closing.run();
    }
  }
}
