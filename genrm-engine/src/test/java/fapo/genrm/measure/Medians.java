package fapo.genrm.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Times of the same thing, of which the middle one counts: neither the luckiest nor one that was
/// disturbed.
final class Medians {
  private final List<Double> seconds = new ArrayList<>();

  void add(double second) {
    seconds.add(second);
  }

  void addAll(List<Double> more) {
    seconds.addAll(more);
  }

  boolean isEmpty() {
    return seconds.isEmpty();
  }

  double median() {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
