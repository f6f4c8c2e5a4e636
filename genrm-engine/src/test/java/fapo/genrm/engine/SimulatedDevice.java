package fapo.genrm.engine;

import fapo.genrm.engine.StepPlan.Slice;

/// How long a step takes on a device, by its roofline: every step reads the weights or computes,
/// whichever takes longer, and reads the keys and values of all positions before it.
///
/// @param bandwidth bytes a second
/// @param compute floating point operations a second
/// @param parameters of the model
/// @param weightBytes read in every step
/// @param kvBytes of one position, all layers
record SimulatedDevice(
    double bandwidth, double compute, double parameters, double weightBytes, double kvBytes) {
  /// Qwen3-4B in bf16 on one H200: 4.3 TB/s as measured there by reading, weights of 8.04 GB,
  /// 147,456 bytes of keys and values for each position; 60 % of the 989 TFLOP/s on the data sheet.
  static final SimulatedDevice H200 =
      new SimulatedDevice(4.3e12, 0.6 * 989e12, 4.02e9, 8.04e9, 147_456);

  /// In nanoseconds.
  long run(StepPlan plan) {
    long positions = 0;
    for (Slice slice : plan.slices()) {
      positions += slice.past() + slice.tokens().length;
    }
    double linear = Math.max(weightBytes / bandwidth, 2 * parameters * plan.tokens() / compute);
    return (long) (1e9 * (linear + positions * kvBytes / bandwidth));
  }
}
