package fapo.genrm.engine;

import java.util.ArrayList;
import java.util.List;

/// What happened, told once and counted for good.
final class Journal {
  private List<Event> events = new ArrayList<>();
  private long steps;
  private long prefillTokens;
  private long decodeTokens;
  private long cachedTokens;
  private long preemptions;
  private long finished;
  private long expired;
  private long cancelled;
  private long failed;

  void tell(Event event) {
    events.add(event);
    switch (event) {
      case Event.Started started -> cachedTokens += started.cached();
      case Event.Preempted _ -> preemptions++;
      case Event.Finished _ -> finished++;
      case Event.Expired _ -> expired++;
      case Event.Cancelled _ -> cancelled++;
      case Event.Failed _ -> failed++;
    }
  }

  void ranStep() {
    steps++;
  }

  void ranTokens(int count, boolean decode) {
    if (decode) {
      decodeTokens += count;
    } else {
      prefillTokens += count;
    }
  }

  /// The events since this was last asked, in order.
  List<Event> drain() {
    List<Event> drained = events;
    events = new ArrayList<>();
    return drained;
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
