package fapo.reward.scoring;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/// Decides which waiting work runs next: runs take turns, and within a run the oldest step goes
/// first, then whatever came first. Bounded; not thread-safe, see {@link WorkSlots}.
final class StepQueue<T> {
  private record Entry<T>(long step, long arrival, T work) implements Comparable<Entry<T>> {
    @Override
    public int compareTo(Entry<T> other) {
      int byStep = Long.compare(step, other.step);
      return byStep != 0 ? byStep : Long.compare(arrival, other.arrival);
    }
  }

  private final int capacity;
  private final Map<String, PriorityQueue<Entry<T>>> waiting = new HashMap<>();

  /// Runs with waiting work, the next to be served first.
  private final ArrayDeque<String> turns = new ArrayDeque<>();

  private long arrivals;
  private int size;

  StepQueue(int capacity) {
    this.capacity = capacity;
  }

  /// @return false where the queue is full
  boolean offer(String run, long step, T work) {
    if (size == capacity) {
      return false;
    }
    PriorityQueue<Entry<T>> ofRun =
        waiting.computeIfAbsent(
            run,
            name -> {
              turns.addLast(name);
              return new PriorityQueue<>();
            });
    ofRun.add(new Entry<>(step, arrivals++, work));
    size++;
    return true;
  }

  Optional<T> poll() {
    String run = turns.pollFirst();
    if (run == null) {
      return Optional.empty();
    }
    PriorityQueue<Entry<T>> ofRun = requireNonNull(waiting.get(run), run);
    Entry<T> next = ofRun.remove();
    if (ofRun.isEmpty()) {
      waiting.remove(run);
    } else {
      turns.addLast(run);
    }
    size--;
    return Optional.of(next.work());
  }

  int size() {
    return size;
  }
}
