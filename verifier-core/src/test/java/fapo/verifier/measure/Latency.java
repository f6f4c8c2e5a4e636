package fapo.verifier.measure;

import fapo.verifier.compare.AnswerVerifier;
import java.util.Arrays;
import java.util.List;

/// What single checks take, each timed alone, and what they allocate.
///
/// @param p50 in microseconds, as p99 and max; max holds the pauses of the collector and of the
///     machine
/// @param bytes allocated by a check, the mean
record Latency(double p50, double p99, double p999, double max, double bytes) {
  private static final int ROUNDS = 20;

  static Latency of(AnswerVerifier verifier, List<Question> questions) {
    long[] nanos = new long[questions.size() * ROUNDS];
    int next = 0;
    long allocated = Allocation.bytes();
    for (int round = 0; round < ROUNDS; round++) {
      for (Question question : questions) {
        long started = System.nanoTime();
        question.equivalent(verifier);
        nanos[next++] = System.nanoTime() - started;
      }
    }
    double bytes = (double) (Allocation.bytes() - allocated) / nanos.length;
    Arrays.sort(nanos);
    return new Latency(at(nanos, 0.5), at(nanos, 0.99), at(nanos, 0.999), at(nanos, 1), bytes);
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))] / 1e3;
  }
}
