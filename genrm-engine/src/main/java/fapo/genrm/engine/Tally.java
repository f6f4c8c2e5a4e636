package fapo.genrm.engine;

/// The totals of {@link Counters}, while they grow.
final class Tally {
  long steps;
  long prefillTokens;
  long decodeTokens;
  private long cachedTokens;
  private long preemptions;
  private long finished;
  private long expired;
  private long cancelled;
  private long failed;

  void count(Event event) {
    switch (event) {
      case Event.Started started -> cachedTokens += started.cached();
      case Event.Preempted _ -> preemptions++;
      case Event.Finished _ -> finished++;
      case Event.Expired _ -> expired++;
      case Event.Cancelled _ -> cancelled++;
      case Event.Failed _ -> failed++;
    }
  }

  Counters.Totals totals() {
    return new Counters.Totals(
        steps,
        prefillTokens,
        decodeTokens,
        cachedTokens,
        preemptions,
        finished,
        expired,
        cancelled,
        failed);
  }
}
