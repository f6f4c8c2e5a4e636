package fapo.verifier.expr;

/// The counted work of one check. Time is never looked at: the same texts always stop at the same
/// step, on any machine and any thread.
///
/// A step is one elementary operation on a machine word or on a number of up to 64 digits, some 10
/// to 20 ns; an operation on longer numbers counts as many steps as it is longer.
public final class Work {
  /// Of a whole check: 5 ms where a step takes 65 ns, as the dearest do in code not yet compiled
  // well.
  public static final long LIMIT = 76_000;

  private long steps;

  /// @throws LimitException once more than {@link #LIMIT} steps have been taken
  public void step(long count) {
    steps += count;
    if (steps > LIMIT) {
      throw new LimitException("over " + LIMIT + " steps");
    }
  }

  /// Steps taken so far.
  public long steps() {
    return steps;
  }
}
