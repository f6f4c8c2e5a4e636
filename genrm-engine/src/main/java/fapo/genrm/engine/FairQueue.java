package fapo.genrm.engine;

import fapo.genrm.engine.Request.Priority;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who is next, and who gives way. Of all that wait:
///
/// 1. whoever waits beyond the patience since it was submitted, oldest first: nobody starves;
/// 2. the highest priority;
/// 3. whoever was preempted, since its tokens are worth most;
/// 4. the caller with the fewest running sequences of that priority, then the one served longest
///    ago: callers share the running places evenly, however much each has handed in;
/// 5. of one caller, the lowest training step, then the oldest.
///
/// Of those that run, the youngest of the lowest priority gives way; one that is beyond the
/// patience only to older ones. So the oldest one's wait is bounded, and with it everyone's.
///
/// All operations take time logarithmic in the number of sequences.
final class FairQueue {
  private final long patience;
  private final NavigableSet<Sequence> byAge = new TreeSet<>(Sequence.BY_AGE);
  private final Map<Line.Key, Line> lines = new HashMap<>();
  private final NavigableSet<Line> ready = new TreeSet<>(Line.ORDER);
  private long turns;

  /// @param patience in nanoseconds
  FairQueue(long patience) {
    this.patience = patience;
  }

  int size() {
    return byAge.size();
  }

  /// Orders running sequences: the last gives way first.
  Comparator<Sequence> givingWay(long now) {
    return Comparator.comparing((Sequence sequence) -> !overdue(sequence, now))
        .thenComparing(
            sequence -> overdue(sequence, now) ? Priority.URGENT : sequence.request.priority(),
            Comparator.reverseOrder())
        .thenComparing(Sequence.BY_AGE);
  }

  /// The next one, which stays; null where nobody waits.
  @Nullable Sequence next(long now) {
    if (byAge.isEmpty()) {
      return null;
    }
    Sequence oldest = byAge.first();
    return overdue(oldest, now) ? oldest : ready.first().waiting.first();
  }

  void add(Sequence sequence) {
    byAge.add(sequence);
    Line line = lines.computeIfAbsent(Line.Key.of(sequence), Line::new);
    detach(line);
    line.waiting.add(sequence);
    restore(line);
  }

  void remove(Sequence sequence) {
    byAge.remove(sequence);
    Line line = line(sequence);
    detach(line);
    line.waiting.remove(sequence);
    restore(line);
  }

  /// It waits no longer and takes a place among the running.
  void start(Sequence sequence) {
    byAge.remove(sequence);
    Line line = line(sequence);
    detach(line);
    line.waiting.remove(sequence);
    line.running++;
    line.lastTurn = ++turns;
    restore(line);
  }

  /// It gives its place back.
  void leave(Sequence sequence) {
    Line line = line(sequence);
    detach(line);
    line.running--;
    restore(line);
  }

  private boolean overdue(Sequence sequence, long now) {
    return now - sequence.submitted >= patience;
  }

  private Line line(Sequence sequence) {
    Line line = lines.get(Line.Key.of(sequence));
    if (line == null) {
      throw new IllegalStateException("sequence " + sequence.id + " is in no line");
    }
    return line;
  }

  /// Before a line changes, since what changes orders it.
  private void detach(Line line) {
    if (!line.waiting.isEmpty()) {
      ready.remove(line);
    }
  }

  private void restore(Line line) {
    if (!line.waiting.isEmpty()) {
      ready.add(line);
    } else if (line.running == 0) {
      lines.remove(line.key);
    }
  }

  /// The sequences of one caller and priority.
  private static final class Line {
    private static final Comparator<Line> ORDER =
        Comparator.comparing((Line line) -> line.key.priority(), Comparator.reverseOrder())
            .thenComparing(line -> !line.waiting.first().preempted)
            .thenComparingInt(line -> line.running)
            .thenComparingLong(line -> line.lastTurn)
            .thenComparingLong(line -> line.waiting.first().id);

    private static final Comparator<Sequence> WITHIN =
        Comparator.comparing((Sequence sequence) -> !sequence.preempted)
            .thenComparingLong(sequence -> sequence.request.step())
            .thenComparing(Sequence.BY_AGE);

    private final Key key;
    private final NavigableSet<Sequence> waiting = new TreeSet<>(WITHIN);
    private int running;
    private long lastTurn;

    private Line(Key key) {
      this.key = key;
    }

    private record Key(Priority priority, String caller) {
      static Key of(Sequence sequence) {
        return new Key(sequence.request.priority(), sequence.request.caller());
      }
    }
  }
}
